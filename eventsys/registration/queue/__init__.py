"""The queue of review: one waiting registration after the other, decided by keyboard or button; what changed since it was
last decided, and who decided meanwhile.
"""
