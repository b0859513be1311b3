"""The optional second engine: a language model behind any OpenAI-compatible endpoint reads the records."""
