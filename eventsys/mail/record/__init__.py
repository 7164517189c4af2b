"""The outbox: a letter as it is kept, the states it can be in, and whether mail goes out at all."""
