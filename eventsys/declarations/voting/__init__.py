"""How members decide on words: by consensus, by show of hands or by roll call; each vote with its counts and its roll."""
