"""What fields and things of the trail are called, and why words are gone from it."""
