"""Rooms of the venue, and its zones with the categories that open them."""
