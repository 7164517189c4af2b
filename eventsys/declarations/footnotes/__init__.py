"""The note of where each word is from: as a value, frozen with an adopted text, in the record of its file and read from it."""
