"""The record of a declaration or an agreement: its row with paragraphs and parties, its life, its place and dates."""
