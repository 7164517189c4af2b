"""Groups of cities, by country, by name, or both."""
