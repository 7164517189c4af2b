"""Certificates that people bring along, in a file or on a token."""
