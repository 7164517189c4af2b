"""What earlier declarations of the network say, offered to translators: a memory in TMX, and words beside a piece of a text."""
