"""The whole installation in one file, and back: its rows, its files, its signing authority."""
