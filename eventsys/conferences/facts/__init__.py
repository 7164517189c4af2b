"""What an edition says of itself: made, changed, published."""
