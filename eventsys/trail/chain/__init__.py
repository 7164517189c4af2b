"""The worker’s part of the trail: what was committed is chained, and the whole chain checked now and then."""
