"""The ceremony: sealed once, signed in turn on the tablet or with a certificate of one's own, closed."""
