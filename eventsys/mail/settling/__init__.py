"""What is done with a letter on record: withdrawn, cancelled, emptied."""
