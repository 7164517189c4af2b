"""Signatures given in another program: handed in to the secretariat, or by the signatory with the own link."""
