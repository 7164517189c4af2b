"""Colours that organisers choose: whether they can be read, and what they are called."""
