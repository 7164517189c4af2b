"""Passport data: apart from everything else, seen by few, each look on record."""
