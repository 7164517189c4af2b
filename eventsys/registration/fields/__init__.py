"""A delegate's fields, each declared once: what else speaks of them reads it here."""
