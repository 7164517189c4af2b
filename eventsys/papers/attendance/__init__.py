"""The attendance sheet: who is expected, with room for a signature, for one session or one day."""
