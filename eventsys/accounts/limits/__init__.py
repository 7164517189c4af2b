"""How often a secret may be tried or a letter asked for."""
