"""From a source to records, in pure Python: no orchestrator, no database, no checks."""
