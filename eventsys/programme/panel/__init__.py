"""Who chairs, speaks and reports in a session, in order."""
