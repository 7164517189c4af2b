"""A text as a whole: written anew; its title, languages and clauses."""
