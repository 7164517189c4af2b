"""The list of participants: taken as it is on record at a moment, provisional or final; printed, and compared with the last."""
