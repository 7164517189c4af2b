"""Pages of badges: each stamped from its words, code and photo; one alone, or a part of a run."""
