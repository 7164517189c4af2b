"""A letter rendered in its reader's language and queued; and one of the outbox sent again."""
