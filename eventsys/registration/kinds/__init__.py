"""What a field of a delegate may be: its sections, kinds, readers, terms."""
