"""The house’s own keys: the authority that makes itself, its certificates, and its backup."""
