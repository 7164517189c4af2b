"""A commitment as it stands in the register: its row, the states it can be in, who may read and record it."""
