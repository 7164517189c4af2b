"""Which of our own questions are asked of whom: required, asked or left out, by category, where the house permits it."""
