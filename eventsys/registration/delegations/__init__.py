"""The record of a city, or of another body, at an edition: its delegation, how it answered, in which order it is listed."""
