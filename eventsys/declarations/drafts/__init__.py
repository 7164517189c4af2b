"""Drafts in and out: what another program wrote is read and taken over, the text goes out with its brackets."""
