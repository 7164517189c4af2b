"""The staff of a conference."""
