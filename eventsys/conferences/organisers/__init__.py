"""Who organises an edition, in order, with their logos."""
