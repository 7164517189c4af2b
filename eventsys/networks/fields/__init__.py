"""Creative fields of a network, and the cities that are of them."""
