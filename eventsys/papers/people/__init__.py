"""Who stands on sheets: the approved, what their delegations and categories are called, and in which order they stand."""
