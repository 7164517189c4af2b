"""The installation as a program: served, supervised, its tables brought up to date, backed up, tried out."""
