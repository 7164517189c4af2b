"""Signed files over time: looked at before they are kept, how long they last, and renewed before they end."""
