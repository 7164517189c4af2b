"""Since when a file is on record: whole, or as the beginning of a longer one.

Each stage begins with all bytes of the one before. A signature is therefore known to have been there since the first
stage that has it, whatever was signed, stamped or added elsewhere since.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from eventsys.declarations import queries
from eventsys.signing.api import Proof, Report

__all__ = ["ends_of", "proofs"]


def ends_of(report: Report) -> set[int]:
    """Where stages of that file may end, in bytes: with a signature, or with the file."""
    return {report.size, *(one.revision_end for one in report.signatures)}


def proofs(pdf: bytes, ends: Iterable[int]) -> tuple[Proof, ...]:
    """Which beginnings of ``pdf`` of those lengths are on record, and since when."""
    whole, read, digests = sha256(), 0, {}
    for end in sorted(one for one in set(ends) if 0 < one <= len(pdf)):
        whole.update(memoryview(pdf)[read:end])
        read = end
        digests[whole.copy().hexdigest()] = end
    return tuple(Proof(digests[digest], moment) for digest, moment in queries.moments(digests).items())
