"""Which cities are in the hall: noted, corrected, taken back."""
