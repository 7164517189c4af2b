"""What a registration asks of a person, section by section, and saving it."""
