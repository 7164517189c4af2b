"""Lists of cities that come in: their columns, and their rows read with every fault named."""
