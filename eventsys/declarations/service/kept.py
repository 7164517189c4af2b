"""Every file that is signed here is looked at as the verification page will, before it is stored and acknowledged."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.core import clock
from eventsys.declarations.service.authority import trusted
from eventsys.signing.api import Proof
from eventsys.signing.keeping import Eyes, check_added, check_whole

__all__ = ["added", "eyes", "whole"]


def eyes() -> Eyes:
    """As the verification page looks, now."""
    own, now = trusted(), clock.now()
    return Eyes(own.anchors, own.roots, own.revocation_lists(now=now), now)


def whole(pdf: bytes, *, proofs: Sequence[Proof] = ()) -> bytes:
    """``pdf``, which is sealed and valid. Raises :class:`NotCounted`, :class:`TimeStampUnusable`."""
    check_whole(pdf, eyes(), proofs=proofs)
    return pdf


def added(before: bytes, pdf: bytes) -> bytes:
    """``pdf``, in which what was added to ``before`` is valid. Raises :class:`NotCounted`, :class:`TimeStampUnusable`."""
    check_added(before, pdf, eyes())
    return pdf
