"""Is this file what was signed, by whom, when? The judgement of each signature, and of the whole."""
