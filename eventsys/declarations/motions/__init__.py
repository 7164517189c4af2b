"""Amendments put to the members: several at once, alternatives to the same words, names called one by one."""
