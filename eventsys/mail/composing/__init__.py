"""A letter of the outbox as the message that goes out, octet for octet."""
