"""What changed, in words: the fields of an entry that have a name, before and after."""
