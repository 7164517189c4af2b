"""Writing bodies down for a plenary: a body that is not there yet, and what is wrong of one that is."""
