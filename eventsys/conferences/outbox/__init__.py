"""What every letter of a conference says, and what became of each."""
