"""What member cities propose to change, what the secretariat decides, and brackets that stay open."""
