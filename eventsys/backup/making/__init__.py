"""Backups are made while the site serves."""
