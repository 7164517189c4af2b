"""A text sent out to translators in XLIFF 2, language by language, and what comes back looked at before it is taken in."""
