"""What is known of certificates: their names, what they are for, who vouches for them, and whether they were revoked."""
