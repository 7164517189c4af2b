"""The record of a city at an edition: its delegation, how it answered, in which order cities are listed."""
