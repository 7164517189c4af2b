"""What tests share besides fixtures: real servers, browsers, readers of our own output."""
