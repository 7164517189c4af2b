"""Pages of the declaration room: the text and its adoption, the ceremony, public documents, verification."""

from eventsys.declarations.routes import (
    adoption,
    amendments,
    ceremony,
    cities,
    comments,
    editor,
    hall,
    life,
    proposals,
    public,
    signatories,
    texts,
    transfer,
    verification,
    versions,
)
from eventsys.declarations.routes.room import bp

__all__ = [
    "adoption", "amendments", "bp", "ceremony", "cities", "comments", "editor", "hall", "life", "proposals", "public",
    "signatories",
    "texts", "transfer",
    "verification", "versions",
]  # fmt: skip
