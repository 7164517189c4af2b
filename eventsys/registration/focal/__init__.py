"""The pages of a city's focal point."""
