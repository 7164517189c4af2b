"""The fixed words of a document in each language of its text: done at, equally authentic, signatures, by proxy, sealed on."""
