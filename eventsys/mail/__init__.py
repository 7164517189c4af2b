"""The outbox: letters wait here and go out by SMTP, or into a folder. Knows addresses, not people."""
