"""The audit trail as people read it, and the worker's part of keeping it: what is written down stands in ``core``."""
