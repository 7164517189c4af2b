"""What is kept about somebody with an account; the own page about it, and an administrator’s decision on an erasure."""
