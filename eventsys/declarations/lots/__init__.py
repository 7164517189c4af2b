"""The first seat among the signatories, drawn by lot: what was promised, what was called in the hall, what came of it."""
