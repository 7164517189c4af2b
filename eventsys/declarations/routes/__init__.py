"""Pages of the declaration room: the text and its adoption, the ceremony, public documents, verification."""

from eventsys.declarations.routes import (
    act,
    adoption,
    agreements,
    alone,
    amendments,
    ceremony,
    cities,
    comments,
    comparing,
    confirmations,
    editor,
    elsewhere,
    hall,
    lasting,
    life,
    notices,
    own,
    paper,
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
    "act", "adoption", "agreements", "alone", "amendments", "bp", "ceremony", "cities", "comments", "comparing",
    "confirmations", "editor", "elsewhere", "hall",
    "lasting", "life", "notices", "own", "paper", "proposals", "public", "signatories", "texts", "transfer", "verification",
    "versions",
]  # fmt: skip
