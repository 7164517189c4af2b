"""A request for erasure on record and its life: asked, taken back, refused, done; the lists of them."""
