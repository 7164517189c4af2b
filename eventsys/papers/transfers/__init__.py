"""The transfer sheet: who arrives and leaves on which day, at which hour, by which flight."""
