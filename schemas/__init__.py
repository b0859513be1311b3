"""The contracts: vocabulary, records, expectations and the warehouse."""
