"""Bodies that take part without being cities: organisations, ministries, newsrooms, the host's own staff."""
