"""Whole numbers that somebody typed."""

from __future__ import annotations

__all__ = ["LARGEST", "whole"]

#: What an integer column holds on SQLite and PostgreSQL alike.
LARGEST = 2**63 - 1


def whole(text: str) -> int:
    """The number, for ``request.form.get(…, type=whole)``. Raises :class:`ValueError` for what is none, and for one that no
    database keeps."""
    found = int(text)
    if abs(found) > LARGEST:
        raise ValueError("more than a database keeps")
    return found
