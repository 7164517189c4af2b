"""Accounts that wait for their first password, and the letter with the link that sets it."""
