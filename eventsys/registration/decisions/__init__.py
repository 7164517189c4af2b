"""Submitting, and what is decided on a registration; one registration as staff see and mend it."""
