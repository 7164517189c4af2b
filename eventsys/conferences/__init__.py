"""Editions of a conference: organisers, venue, rooms, categories, quotas, milestones, check-list."""
