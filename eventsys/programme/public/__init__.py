"""The programme as the public reads it: by day, and as calendar feeds."""
