"""A second person of the staff, who confirms a sealing or a signature where the conference asks for it."""
