"""The badge desk: whoever stands there is found and has a badge in one click."""
