"""Links that somebody without an account was handed: granted, opened, held by a browser, let go of, revoked."""
