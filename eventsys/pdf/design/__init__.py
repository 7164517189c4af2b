"""Designs with slots, laid out once: what a compiled design is, and how a page becomes one."""
