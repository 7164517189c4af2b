"""Cities to invite as a table: read, looked through, invited."""
