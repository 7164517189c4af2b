"""Records into a compiled design, and stamps into a file: words fitted into boxes, pictures, codes, fonts, objects of a PDF."""
