"""Signs to glyphs: the fonts of the house, what they cover, the order of words, words shaped."""
