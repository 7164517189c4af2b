"""Certificates that signatories bring along: in a file, or on a token. Used once in memory; nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from eventsys.core import clock
from eventsys.declarations.service.authority import trusted
from eventsys.signing.api import Identity
from eventsys.signing.identities import from_pkcs12
from eventsys.signing.tokens import from_token
from eventsys.signing.vouching import Trust

__all__ = ["file_pen", "token_pen"]


def _trust() -> Trust:
    """Our own authority and those of EVENTSYS_TRUST_ANCHORS: whom the verification page believes."""
    own = trusted()
    return Trust(own.anchors, own.revocation_lists(now=clock.now()))


def file_pen(data: bytes, password: str, *, originals: int, now: datetime) -> Identity:
    """The certificate in a PKCS#12 file, good for that many originals.

    One whose issuer the verification page would not know is refused by name, before it signs: a signature on the
    sealed document is there for good, and would make the whole of it untrusted. Raises what
    :func:`eventsys.signing.identities.from_pkcs12` refuses.
    """
    return from_pkcs12(data, password, _trust(), now=now, times=originals)


@contextmanager
def token_pen(
    library: str, *, pin: Callable[[], str], token: str, certificate: str, originals: int, now: datetime
) -> Iterator[Identity]:
    """The same on a token, by the labels of both. No transaction may be open: somebody types a PIN meanwhile.

    Raises what :func:`eventsys.signing.tokens.from_token` refuses.
    """
    with from_token(
        library, pin=pin, trust=_trust(), now=now, token=token, certificate=certificate, times=originals
    ) as pen:
        yield pen
