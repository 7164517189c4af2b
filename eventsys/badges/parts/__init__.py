"""A run made part by part: several workers at once, what is kept of each part, the whole; a killed run goes on."""
