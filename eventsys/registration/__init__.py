"""Delegations and delegates: invitation, registration, review, and the one-head and quota rules."""
