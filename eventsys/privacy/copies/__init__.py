"""The copy of somebody’s data: everything on record, as values for a program and as a page for reading."""
