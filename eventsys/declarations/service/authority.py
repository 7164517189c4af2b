"""The installation's own signing authority, kept in the data folder; never called "qualified"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from asn1crypto import pem

from eventsys.core import clock
from eventsys.core.current import settings
from eventsys.core.settings import SettingsError
from eventsys.signing.api import Authority, TimeStamps
from eventsys.signing.authority import open_authority
from eventsys.signing.timestamps import HttpTimeStamps

__all__ = ["anchors", "authority", "time_stamps"]

NAME = "eventsys secretariat"


def authority() -> Authority:
    """Opened from its folder; made there on first use."""
    return open_authority(
        settings().data_dir / "authority",
        name=NAME,
        now=clock.now(),
        extra_anchors=_extra(settings().trust_anchors),
    )


def anchors() -> tuple[bytes, ...]:
    """Certificates (DER) that verification trusts: our own root and those of EVENTSYS_TRUST_ANCHORS."""
    return authority().anchors


def time_stamps() -> TimeStamps | None:
    """The time-stamp authority of EVENTSYS_TSA_URL, if one is set."""
    return HttpTimeStamps(settings().tsa_url) if settings().tsa_url else None


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
