"""Badges made anew: one person's again, and those that are out of date in one go."""
