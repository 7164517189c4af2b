"""Public pages of the installation and of each conference."""
