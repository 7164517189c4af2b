"""Everything about badges on one page: who has one, one badge's page; what home and checklist are told."""
