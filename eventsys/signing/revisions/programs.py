"""With which program somebody signed, as it says of itself: nobody vouches for it."""

from __future__ import annotations

from typing import Any, Final

from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.graph import entry
from eventsys.signing.revisions.described import producer
from eventsys.signing.revisions.permitted import description

__all__ = ["program_of"]

_LONGEST: Final = 80


def program_of(signature: EmbeddedPdfSignature) -> str:
    """Name and version from the signature's own properties, or who else wrote that revision; empty if neither tells."""
    app = entry(entry(signature.sig_object, "/Prop_Build"), "/App")
    name = _clean(str(entry(app, "/Name") or "").removeprefix("/"))
    if name:
        return _clean(f"{name} {entry(app, '/REx') or ''}")
    number = signature.signed_revision
    before, after = (_producer(signature.reader, revision) for revision in (number - 1, number))
    return _clean(after.removeprefix(before).lstrip("; ")) if after != before else ""


def _producer(reader: Any, revision: int) -> str:
    if revision < 0:
        return ""
    try:
        return producer(*description(reader.get_historical_resolver(revision)))
    except Exception:  # noqa: BLE001 - reading raises nearly everything on damage, and nothing hangs on this name
        return ""


def _clean(text: str) -> str:
    return " ".join("".join(one for one in text if one.isprintable()).split())[:_LONGEST]
