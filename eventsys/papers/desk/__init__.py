"""The page from which every sheet is a click away."""
