"""How plenaries of a network decide."""
