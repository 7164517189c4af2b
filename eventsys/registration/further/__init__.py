"""The organisers' own questions to one person: with the registration, and what is asked once that was handed in."""
