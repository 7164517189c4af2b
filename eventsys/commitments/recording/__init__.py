"""Recording what cities promised, from a point of a text or from what somebody said, and mending it."""
