"""What is kept about the focal point of a delegation; the own page about it, and the decision on an erasure."""
