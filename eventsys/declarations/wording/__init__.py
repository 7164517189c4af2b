"""Words in several languages: every save kept as a version, when the words of each language came, which are behind."""
