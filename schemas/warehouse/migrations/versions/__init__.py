"""One module a migration, named by number and by what it does."""
