"""The ways out, and the worker that delivers what is due."""
