"""Signatures on paper: a copy to print, and its scan, filed and sealed as what it is."""
