"""What is kept about a person: who sees it, the copy of it, how long it stays, and its erasure."""
