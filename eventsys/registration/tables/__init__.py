"""People of a delegation as a table: read, names told apart, looked through, named."""
