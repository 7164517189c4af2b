"""Whose data they are: of a delegate, a focal point, an account, or a name alone; and what is written to and of them."""
