"""Reports of other mail servers that a letter was not delivered after all."""
