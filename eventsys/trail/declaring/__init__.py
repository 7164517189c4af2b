"""What is done with texts, signatures and commitments, as the trail calls it."""
