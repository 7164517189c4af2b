"""The record of a delegate: the person, the states of a registration and their arrows, places, who sees which data."""
