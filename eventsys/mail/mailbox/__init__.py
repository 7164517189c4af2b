"""The demo's mailbox: its people have none, so their letters are read here."""
