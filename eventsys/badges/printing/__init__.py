"""Asking for badges: print runs for those who wait, and a finished run on other sheets."""
