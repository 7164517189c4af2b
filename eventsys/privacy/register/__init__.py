"""The register of what each room keeps about a person, and what an erasure would take of it and leave."""
