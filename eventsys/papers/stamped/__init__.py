"""Papers that are stamped from a design for many: nameplates, table tents, certificates of participation."""
