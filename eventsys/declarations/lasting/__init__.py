"""How long other readers trust a signed file: told, reminded of, and renewed before it ends."""
