"""Scans of paper that was signed by hand: read apart, checked, and the cover that stands before one."""
