"""Sessions with room, time and panel; clashes; publication; calendar feeds."""
