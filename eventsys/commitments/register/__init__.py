"""The register of a conference: searched, narrowed, counted, in pages, exported."""
