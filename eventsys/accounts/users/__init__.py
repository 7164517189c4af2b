"""The account of somebody who signs in: its row with keys and roles, how it is found, made, changed and closed."""
