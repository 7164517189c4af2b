"""The record that a document carries as JSON, and the names of its boxes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsys.declarations.models import Declaration, FrozenText, Original, Signatory
from eventsys.declarations.rules import Act

__all__ = ["SEAL", "box_of", "record_of", "signatory_id"]

SEAL = "seal"


def box_of(signatory: Signatory) -> str:
    """The name of a signatory's box and signature field."""
    return f"sig-{signatory.public_id.hex}"


def signatory_id(field: str) -> UUID | None:
    """Whose signature field this is; the other way round than :func:`box_of`."""
    try:
        return UUID(hex=field.removeprefix("sig-")) if field.startswith("sig-") else None
    except ValueError:
        return None


def record_of(
    declaration: Declaration,
    original: Original,
    signatories: Sequence[Signatory],
    texts: Sequence[FrozenText],
    *,
    act: Act,
    sealed_at: datetime,
) -> dict[str, Any]:
    """The embedded record: what was adopted, in which words, where and when, and who signs."""
    conference = declaration.conference
    return {
        "kind": declaration.kind,
        "id": str(declaration.public_id),
        "original": {
            "id": str(original.public_id), "number": original.number, "language": original.language,
            "holder": original.holder.city.code if original.holder else None,
        },
        "conference": {
            "network": conference.network.code,
            "edition": conference.edition,
            "title": conference.title,
        },
        "title": declaration.title,
        "place": act.place,
        "done_on": act.done_on.isoformat(),
        "adopted_on": act.adopted_on.isoformat() if act.adopted_on else None,
        "sealed_at": sealed_at.isoformat(),
        "adoption": declaration.adoption,
        "parties": [{"city": p.delegation.city.code, "name": p.name} for p in declaration.parties],
        "texts": [{"language": t.language, "sha256": t.sha256, "content": t.content} for t in texts],
        "signatories": [
            {
                "field": box_of(s), "city": s.city, "native_city": s.native_city, "name": s.name,
                "native_name": s.native_name, "office": s.office,
                "by_proxy": s.by_proxy, "principal": s.principal, "powers_sha256": s.powers_digest,
            }
            for s in signatories
        ],
    }  # fmt: skip
