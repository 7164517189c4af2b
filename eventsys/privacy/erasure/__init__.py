"""Erasure: the decision, taking somebody out of everything in one transaction, and the files that follow it."""
