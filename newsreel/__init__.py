"""The front door: command line, settings, the local stack, and the steps that the DAGs run."""
