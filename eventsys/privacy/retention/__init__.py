"""How long what is kept, as the organisers settle it; what is over is deleted, and files that nothing needs."""
