"""HTML to PDF, laid out by WeasyPrint without network and without disk: what may stand in it, what happens to a sign that no
font draws, QR codes for it.
"""
