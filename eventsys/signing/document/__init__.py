"""A PDF as a file: opened without trust, read as objects, added to, and its boxes told to a screen reader."""
