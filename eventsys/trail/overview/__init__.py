"""The pages of the trail: of one conference for its organisers, of everything for administrators; and its exports."""
