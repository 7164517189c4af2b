"""The plenary decides: objections, reservations, votes, and the adoption itself."""
