"""How a plenary decides where it differs from its network, and that two people confirm what is signed."""
