"""Designs edited by the organiser: tried on names that are hard to print, saved in versions, gone back to."""
