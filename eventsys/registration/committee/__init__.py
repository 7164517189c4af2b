"""The work of the credentials committee: all cities in one list, reminders, its members, its report."""
