"""A run on paper: which sheets were asked for, whether the badges fit, backs that meet their fronts, cover sheets."""
