"""What people agree to, in versions, and that they did."""
