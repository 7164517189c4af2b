"""What belongs to no plenary: accounts, letters, the audit trail, the signing authority, data about people."""
