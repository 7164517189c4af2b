"""The programme as the public reads it: by day, as calendar feeds, and on paper."""
