"""Declarations: texts in several languages, adoption, signatories, sealing, signing, verification."""
