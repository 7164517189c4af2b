"""Users, sign-in, second factor, roles per conference, and links for those who have no account."""
