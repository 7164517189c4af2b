"""Agreements between parties: the register, who they are, the term after the signatures."""
