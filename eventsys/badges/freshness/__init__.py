"""Badges beside what is on record: which are out of date, and the mark that lists and counts read."""
