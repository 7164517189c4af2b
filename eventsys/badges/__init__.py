"""Badge designs, badges and their life, print runs, and the signed code in the QR."""
