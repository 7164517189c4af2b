"""Entries of the trail, found and narrowed, the newest or the oldest first."""
