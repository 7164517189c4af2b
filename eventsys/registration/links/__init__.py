"""Personal links and the letters that carry them; so many a day."""
