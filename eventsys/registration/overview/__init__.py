"""All delegations in one list, one delegation for staff, and what a conference's home shows of registration."""
