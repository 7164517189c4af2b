"""What cities are called at an edition."""
