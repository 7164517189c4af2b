"""The organisers' own questions of a registration: what is asked, in which order, and of whom."""
