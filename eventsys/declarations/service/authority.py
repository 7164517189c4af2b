"""The installation's own signing authority, kept in the data folder; never called "qualified"."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from asn1crypto import pem

from eventsys.core import clock
from eventsys.core.current import settings
from eventsys.core.settings import SettingsError
from eventsys.declarations import queries
from eventsys.signing.api import Assurance, Level, Signed
from eventsys.signing.authority import BuiltInAuthority, Trusted, open_authority, read_authority
from eventsys.signing.errors import AuthorityMissing, ClockBehind
from eventsys.signing.timestamps import HttpTimeStamps

__all__ = ["NAME", "assurance", "authority", "told", "trusted"]

_log = logging.getLogger(__name__)

NAME = "eventsys secretariat"
_SLACK: Final = timedelta(minutes=2)  # clocks of several machines, and one that is corrected


def trusted() -> Trusted:
    """Whom this house believes, for all who only read: no key is made, renewed or replaced.

    Raises :class:`AuthorityBroken`, :class:`AuthorityMissing`.
    """
    _check_there()
    return read_authority(_folder(), extra_anchors=_extra(settings().trust_anchors))


def authority() -> BuiltInAuthority:
    """For signing: opened from its folder, made there on first use; its seal is renewed before it ends.

    Raises :class:`AuthorityBroken`, :class:`AuthorityMissing`, :class:`ClockBehind`, :class:`RootAhead`,
    :class:`SealAhead`, :class:`RootEnded`.
    """
    now, last = clock.now(), queries.last_signed()
    _check_there()
    if last is not None and now < last - _SLACK:
        raise ClockBehind(now=f"{now:%Y-%m-%d %H:%M} UTC", last=f"{last:%Y-%m-%d %H:%M} UTC")
    return open_authority(
        _folder(),
        name=NAME,
        now=now,
        extra_anchors=_extra(settings().trust_anchors),
        lists_url=_lists_url(settings().base_url),
    )


def _folder() -> Path:
    return settings().data_dir / "authority"


def _check_there() -> None:
    """Documents were sealed and the keys are gone: new ones would be strangers to them."""
    if not (_folder() / "root.pem").exists() and queries.last_signed() is not None:
        raise AuthorityMissing(path=_folder())


def assurance() -> Assurance:
    """How well signatures are secured: EVENTSYS_SIGNATURE_LEVEL, _FALLBACK and EVENTSYS_TSA_URL.

    Without a level it is B-T where there is a time-stamp authority, else B-B.
    """
    chosen = settings()
    own = trusted()
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
