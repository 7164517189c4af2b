"""How long which data are kept, and deleting what is over or was asked to go."""
