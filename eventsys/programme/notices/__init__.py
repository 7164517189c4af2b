"""Letters to the people of panels about what a publication changes for them."""
