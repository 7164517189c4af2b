"""What became of letters: told beside whom they are about, listed, counted; and whether mail is down."""
