"""The text that people agree to, as the organisers write it, version by version."""
