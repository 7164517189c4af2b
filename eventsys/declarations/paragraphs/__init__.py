"""Writing paragraphs and points: their words, order and shape; several editors at once."""
