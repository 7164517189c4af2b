"""The code in a badge's QR: signed by keys in generations, and checked at a door."""
