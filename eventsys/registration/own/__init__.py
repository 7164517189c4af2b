"""The delegate's own pages."""
