"""Networks, and their plenaries: set up, with a programme and what was committed to."""
