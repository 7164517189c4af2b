"""Where each word of a text came from: the draft, an edit, a file, the amendment that brought it; frozen when it is adopted."""
