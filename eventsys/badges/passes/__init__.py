"""Badges that are no delegate's own: floaters, which go from hand to hand, and day badges."""
