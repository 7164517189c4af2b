"""Files that were signed, and the authority that signs them.

The installation's own authority is kept in the data folder, and never called "qualified". Every file that is signed
here is looked at as the verification page will, before it is stored and acknowledged; all bytes are kept. Each stage
begins with all bytes of the one before: a signature is therefore known to have been there since the first stage that
has it, whatever was signed, stamped or added elsewhere since.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from asn1crypto import pem

from eventsys.core import clock
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.core.settings import SettingsError
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries, rules
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Enquiry, Original, Revision, Scan
from eventsys.files import service as files
from eventsys.signing.errors.house import AuthorityMissing, ClockBehind
from eventsys.signing.house.authority import BuiltInAuthority, Trusted, open_authority, read_authority
from eventsys.signing.keeping.lasting import end_of_certificate, end_of_newest
from eventsys.signing.keeping.verifier import Verifier, check_added, check_whole
from eventsys.signing.making.timestamps import HttpTimeStamps
from eventsys.signing.values.api import (
    Assurance,
    Identity,
    Level,
    ProofOfExistence,
    Report,
    Revocation,
    Signed,
)

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


def ends_of(report: Report) -> set[int]:
    """Where stages of that file may end, in bytes: with a signature, or with the file."""
    return {report.size, *(one.revision_end for one in report.signatures)}


def proofs(pdf: bytes, end_of_certificate: Iterable[int]) -> tuple[ProofOfExistence, ...]:
    """Which beginnings of ``pdf`` of those lengths are on record, and since when."""
    whole, read, digests = sha256(), 0, {}
    for end in sorted(one for one in set(end_of_certificate) if 0 < one <= len(pdf)):
        whole.update(memoryview(pdf)[read:end])
        read = end
        digests[whole.copy().hexdigest()] = end
    return tuple(
        ProofOfExistence(digests[digest], moment) for digest, moment in queries.moments(digests).items()
    )


def verifier() -> Verifier:
    """As the verification page looks, now."""
    own, now = trusted(), clock.now()
    return Verifier(own.anchors, own.roots, own.revocation_lists(now=now), now)


def whole(pdf: bytes, *, proofs: Sequence[ProofOfExistence] = ()) -> bytes:
    """``pdf``, which is sealed and valid. Raises :class:`NotCounted`, :class:`TimeStampUnusable`."""
    check_whole(pdf, verifier(), proofs=proofs)
    return pdf


def added(before: bytes, pdf: bytes) -> bytes:
    """``pdf``, in which what was added to ``before`` is valid. Raises :class:`NotCounted`, :class:`TimeStampUnusable`."""
    check_added(before, pdf, verifier())
    return pdf


def trusted_until(signed: Signed, by: Identity, before: datetime | None) -> datetime | None:
    """Until when other readers trust the file; the file is read only where a time stamp stands in it."""
    if signed.level is Level.B_B:
        return rules.lasts(before, end_of_certificate(by.certificate), for_all=False)
    return lasts_of(signed.pdf, before)


def lasts_of(pdf: bytes, before: datetime | None) -> datetime | None:
    """The same of a file whose newest signature was not made here."""
    found = end_of_newest(pdf)
    return rules.lasts(before, found.until, for_all=found.for_all) if found else before


def keep(
    original: Original,
    number: int,
    pdf: bytes,
    signatory: Signatory | None = None,
    revocation: Revocation | None = None,
    *,
    own: bool = False,
    until: datetime | None = None,
) -> Revision:
    """The bytes as the stage of that number; ``own``: signed with a certificate of the signatory's own, about which
    its issuer gave that answer; ``until``: see :class:`Revision`."""
    blob = files.store(pdf, media_type="application/pdf")
    revision = Revision(
        original_id=original.id,
        number=number,
        digest=blob.digest,
        signatory_id=signatory.id if signatory else None,
        revocation=(revocation.standing if revocation else Enquiry.UNASKED) if own else "",
        revocation_source=revocation.source[:500] if revocation else "",
        revocation_said_at=revocation.said_at if revocation else None,
        lasts_until=until,
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def verify_url(paper: Original | Scan) -> str:
    """Where whoever holds it learns what became of it: the address in its QR code."""
    return f"{settings().base_url}/verify?document={paper.public_id.hex}"


def document(declaration: Declaration, number: int = 1) -> bytes:
    """The newest stage of the original of that number. Raises :class:`NotOpen` before there is one."""
    found = [latest for original, latest in queries.stages(declaration) if original.number == number]
    if not found:
        raise NotOpen
    return files.read(found[0].digest)
