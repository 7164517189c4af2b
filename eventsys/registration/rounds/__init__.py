"""Letters to many delegations at once: invitations and reminders, now, on a day, or so many days before a milestone."""
