"""Taking who somebody was out of an account, as later rooms decide it."""
