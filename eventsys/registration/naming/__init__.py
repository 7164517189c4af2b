"""Naming people of a delegation, and another in one's place."""
