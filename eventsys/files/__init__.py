"""Blobs by content hash: a local folder by default, S3 by one setting. Nothing is stored twice."""
