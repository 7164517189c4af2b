"""What signatures, mandates and proxies keep about a person."""
