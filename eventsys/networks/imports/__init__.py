"""Lists of cities compared with the registry: what would change, what is asked, and doing it."""
