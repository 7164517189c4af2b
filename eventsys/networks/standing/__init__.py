"""A city's standing in a network through time."""
