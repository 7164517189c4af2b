"""Badge designs in versions: the row, the library of ready ones, what a design may hold, its layout in each look."""
