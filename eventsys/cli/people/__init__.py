"""Who comes: delegations, registrations, badges and their print runs."""
