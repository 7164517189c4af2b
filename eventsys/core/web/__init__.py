"""What every page stands on: guards, forms, filters, paging, stored files sent, headers."""
