"""Fields, seal and signatures, and the proofs that are fetched while signing."""
