"""Networks, their cities, memberships with history, groups of countries, creative fields."""
