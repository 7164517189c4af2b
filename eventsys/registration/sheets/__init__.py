"""Tables that come in: their columns, and saving a large one by a job, some rows at a time."""
