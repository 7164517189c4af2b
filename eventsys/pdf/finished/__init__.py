"""Files that are finished: joined, made flat, made lean, shown as pictures."""
