"""The installation's own signing authority, kept in the data folder; never called "qualified"."""

from __future__ import annotations

import logging
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from asn1crypto import pem

from eventsys.core import clock
from eventsys.core.current import settings
from eventsys.core.settings import SettingsError
from eventsys.signing.api import Assurance, Level, Signed
from eventsys.signing.authority import BuiltInAuthority, open_authority
from eventsys.signing.timestamps import HttpTimeStamps

__all__ = ["NAME", "assurance", "authority", "told"]

_log = logging.getLogger(__name__)

NAME = "eventsys secretariat"


def authority() -> BuiltInAuthority:
    """Opened from its folder; made there on first use."""
    return open_authority(
        settings().data_dir / "authority",
        name=NAME,
        now=clock.now(),
        extra_anchors=_extra(settings().trust_anchors),
        lists_url=_lists_url(settings().base_url),
    )


def assurance() -> Assurance:
    """How well signatures are secured: EVENTSYS_SIGNATURE_LEVEL, _FALLBACK and EVENTSYS_TSA_URL.

    Without a level it is B-T where there is a time-stamp authority, else B-B.
    """
    chosen = settings()
    own = authority()
    level = chosen.signature_level or ("b-t" if chosen.tsa_url else "b-b")
    return Assurance(
        level=Level(level.upper()),
        time_stamps=HttpTimeStamps(chosen.tsa_url) if chosen.tsa_url else None,
        anchors=own.anchors,
        crls=own.revocation_lists(now=clock.now()),
        lower=chosen.signature_fallback == "lower",
    )


def told(signed: Signed) -> bytes:
    """The signed file; that its level was lowered goes to the log, as whoever runs the site has to mend it."""
    if signed.lowered:
        _log.warning("a signature was given at level %s instead of %s", signed.level, signed.wanted)
    return signed.pdf


def _lists_url(base_url: str) -> str:
    """Where our revocation lists are, if the address is one that others can reach; certificates name it."""
    host = urlsplit(base_url).hostname or ""
    try:
        public = ip_address(host).is_global
    except ValueError:  # a name
        public = "." in host and not host.endswith((".localhost", ".local", ".internal", ".test"))
    return f"{base_url}/authority" if public else ""


@lru_cache(maxsize=8)
def _extra(paths: str) -> tuple[bytes, ...]:
    found: list[bytes] = []
    for name in filter(None, paths.split(":")):
        try:
            data = Path(name).read_bytes()
            found += [der for _, _, der in pem.unarmor(data, multiple=True)]
        except (OSError, ValueError) as error:
            raise SettingsError(f"EVENTSYS_TRUST_ANCHORS: {name} is not a readable PEM file") from error
    return tuple(found)
