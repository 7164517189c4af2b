"""What becomes of a commitment: the steps of its life, each with the words that go on record."""
