"""The signature pages: one even grid of boxes, and where the clauses, the seal and what it certifies stand around it."""
