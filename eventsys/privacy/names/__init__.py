"""Somebody on record by name alone, who wrote to the organisers: where the name stands, the copy, the erasure."""
