"""The page of privacy for the staff: who sees what, and the way to all that organisers settle."""
