"""The letters by which cities name their delegations: received, accepted or deficient; who is let in without one."""
