"""The text with a note for every word, as pages show it: to the secretariat, to a city that reads it."""
