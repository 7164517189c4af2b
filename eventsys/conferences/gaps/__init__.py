"""What a conference does not say yet in one of its languages, and what is read there instead."""
