"""The originals: typeset with a box for each signatory, sealed, and given one signature after another."""
