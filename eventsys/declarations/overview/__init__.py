"""Everything about a text on one page: for the secretariat, a city, the public; home and checklist."""
