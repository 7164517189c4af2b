"""Backups are read through, and restored into an empty installation."""
