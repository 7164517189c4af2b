"""Print runs: the row of a run and its kept parts, and the lock that runs of a conference take. Printing makes them."""
