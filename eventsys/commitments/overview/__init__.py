"""What other rooms show of commitments: the conference's home, and the page of a text."""
