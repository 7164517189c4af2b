"""Entries as people read them: in words, by day, as rows of an export; and the words that rooms bring for their codes."""
