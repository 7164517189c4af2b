"""The pages of one's own account: after sign-in, name and language, sessions, keys."""
