"""Who has handed in and is asked for something still: seen before a form changes, listed, written to on demand."""
