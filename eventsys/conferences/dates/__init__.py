"""Milestones of an edition, its registration window, and the clock that its times are told by."""
