"""Inviting cities, their focal points, and what they answer."""
