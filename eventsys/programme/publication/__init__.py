"""What the public reads of sessions: published all or none, and told to calendars when the place around them changes."""
