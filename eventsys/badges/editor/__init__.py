"""Designs edited by the organiser: tried on names that are hard to print, and saved in versions."""
