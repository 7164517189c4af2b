"""What lists of participants, and the files made of them, keep about a person."""
