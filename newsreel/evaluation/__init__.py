"""How good the extraction is and what it costs, measured on the corpus."""
