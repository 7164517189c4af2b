"""What becomes of amendments: accepted word by word, merged, or not accepted, each with how it was decided."""
