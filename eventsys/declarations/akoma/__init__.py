"""Adopted texts as Akoma Ntoso 1.0 (OASIS LegalDocML), one document for each language, written and read back without loss."""
