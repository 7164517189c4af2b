"""A city before a text: who speaks for it, and remarks on paragraphs, by cities and by the secretariat."""
