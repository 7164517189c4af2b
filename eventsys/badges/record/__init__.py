"""The badge and its life: row, states, arrows, locks and loader, and what the pages of badges begin with."""
