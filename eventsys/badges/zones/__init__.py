"""Which zones a badge opens: those of its category, and the changes made for one person."""
