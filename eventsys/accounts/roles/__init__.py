"""Roles at a conference, given and taken, and what a user may act as."""
