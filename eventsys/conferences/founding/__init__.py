"""The editions of a network: their list, and a new one that starts from the last."""
