"""What every verb of the trail is called, by topic in the order of a plenary’s life."""
