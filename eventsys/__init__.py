"""eventsys: the secretariat of a plenary of cities, from the invitation to the signed declaration.

Each package in here is a room: it owns its tables, its words and its pages, and imports only rooms
that stand before it (the list is in the README; import-linter fails the build otherwise).
"""
