"""Former versions of a design: who saved which one when, looked at, and used again."""
