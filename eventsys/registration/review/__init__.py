"""The list of registrations: narrowed, in pages, counted, exported, decided on together."""
