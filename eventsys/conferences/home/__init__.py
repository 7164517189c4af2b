"""The home of a conference: what is left to do, figures and charts, with what later rooms add."""
