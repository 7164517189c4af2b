"""What was added to a file after somebody signed it, and what of that is permitted."""
