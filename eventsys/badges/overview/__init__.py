"""Everything about badges on one page: who has one, one badge's page; what home, checklist and privacy are told."""
