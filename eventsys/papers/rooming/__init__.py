"""The rooming list: who sleeps in which hotel, from when to when."""
