"""Decisions about standings, names and imported rows, from values alone."""
