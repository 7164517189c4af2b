"""The pages on which delegates see and complete their own registration."""
