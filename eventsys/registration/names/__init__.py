"""What may stand in a name: its letters, its length, its order, and whether it can be printed."""
