"""What is kept about a delegate; the own page about it, and the organisers’ decision on an erasure."""
