"""What is adopted: declarations and agreements, drafted, compared, told to the cities, signed."""
