"""Verification for anyone: takes a file, keeps nothing, says what it is."""
