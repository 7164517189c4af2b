"""Changes that an approved person, or the focal point, asks for: kept apart as old and new until the secretariat has decided."""
