"""What amendments changed in an adopted text: told in its Akoma Ntoso, proposal by proposal, with the votes, and read from it."""
