"""Languages, localized text, names inside sentences, days, hours and their order: how things are said."""
