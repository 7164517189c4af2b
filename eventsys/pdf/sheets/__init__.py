"""Stamps on paper: one a page, many a sheet, labels, tents; and kept as octets, so that several workers stamp parts of a run."""
