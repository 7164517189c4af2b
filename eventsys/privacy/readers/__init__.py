"""Who sees what: the table as pages show it."""
