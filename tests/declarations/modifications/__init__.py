"""What amendments changed, in Akoma Ntoso."""
