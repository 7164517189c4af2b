"""An edition of a conference: its row, its loader, who may, and what the parts of its set-up have in common."""
