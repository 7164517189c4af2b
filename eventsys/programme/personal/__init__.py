"""What the programme keeps about a person."""
