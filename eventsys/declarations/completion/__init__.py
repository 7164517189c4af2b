"""From the languages compared to the final text: complete, printable, agreed by parties, frozen with its SHA-256."""
