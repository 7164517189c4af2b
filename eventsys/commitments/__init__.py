"""Commitments: what cities promised, in a text or in a statement, and what became of it."""
