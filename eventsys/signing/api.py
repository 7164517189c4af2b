"""The port: what the house says and hears about signatures. No file, no network, no PDF library here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from eventsys.pdf.render import Box
from eventsys.signing.errors import KeySpent

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

__all__ = [
    "Assurance", "Authority", "FieldSpec", "Identity", "Kind", "Level", "Modification", "Person", "Problem", "Proof",
    "Report", "SignatureReport", "SignatureText", "Signed", "TimeStamps", "Verdict",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """A signatory, as the certificate will name them.

    ``latin`` is the name in Latin letters as the passport has it; without it ``name`` is transliterated.
    ``country`` is an ISO 3166 code of two letters, or empty.
    """

    name: str
    latin: str = ""
    office: str = ""
    organisation: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class SignatureText:
    """What the signature itself states, in any script: who, why, where."""

    name: str
    reason: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A signature box to be made; ``title`` is what a screen reader says of it."""

    name: str
    box: Box
    title: str = ""


class Identity:
    """A certificate with its key, ready to sign; the key is gone after ``times`` signatures (``None``: never)."""

    __slots__ = ("_left", "_signer", "certificate")

    def __init__(self, signer: Signer, *, certificate: bytes, times: int | None) -> None:
        self._signer: Signer | None = signer
        self.certificate = certificate
        """X.509, DER."""
        self._left = times

    def take(self) -> Signer:
        """The signer, for the adapters of this room. Raises :class:`KeySpent` once too often."""
        signer = self._signer
        if signer is None:
            raise KeySpent()
        if self._left is not None:
            self._left -= 1
            self._signer = signer if self._left > 0 else None
        return signer


class Authority(Protocol):
    """Who issues certificates: built in, or in memory for tests."""

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """Certificates (DER) that a verifier has to trust."""
        ...

    @property
    def roots(self) -> tuple[bytes, ...]:
        """Those of ``anchors`` that are its own (DER): only under these stand seals."""
        ...

    def revocation_lists(self, *, now: datetime) -> tuple[bytes, ...]:
        """What it has revoked (DER), one list for each of its own anchors."""
        ...

    def seal(self, *, now: datetime) -> Identity:
        """The secretariat's seal, good for any number of documents."""
        ...

    def issue(self, person: Person, *, now: datetime) -> Identity:
        """A certificate for ``person`` with a fresh key, good for one signature."""
        ...


class TimeStamps(Protocol):
    """Who tells the time (RFC 3161)."""

    def client(self) -> TimeStamper: ...


class Kind(StrEnum):
    SEAL = "seal"
    SIGNATURE = "signature"
    TIME_STAMP = "time_stamp"


class Level(StrEnum):
    """PAdES baseline levels (ETSI EN 319 142-1), each with all of the one before it."""

    B_B = "B-B"
    """A signature; the time is the signer's own word."""
    B_T = "B-T"
    """A time-stamp authority vouches for the time."""
    B_LT = "B-LT"
    """The file holds what is needed to check the certificates when their issuers are gone."""
    B_LTA = "B-LTA"
    """A later time stamp covers that as well; it can be renewed."""


class Modification(StrEnum):
    """What later revisions did to what was signed."""

    NONE = "none"
    LONG_TERM_DATA = "long_term_data"
    FORM_FILLING = "form_filling"
    ANNOTATIONS = "annotations"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Assurance:
    """How well signatures are to be secured, and by whom.

    ``anchors`` (certificates, DER) are what the evidence must lead to, ``crls`` our own authority's revocation
    lists (DER). With ``lower`` a signature is given at the best level that can be had when a service does not
    answer; without, it is refused. ``timeout`` in seconds, for one question over the network.
    """

    level: Level = Level.B_B
    time_stamps: TimeStamps | None = None
    anchors: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    lower: bool = False
    timeout: int = 10


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file, the level that was reached, and the one that was wanted."""

    pdf: bytes
    level: Level
    wanted: Level

    @property
    def lowered(self) -> bool:
        return self.level is not self.wanted


@dataclass(frozen=True, slots=True)
class Proof:
    """The first ``length`` bytes of a file are known to have been there at ``moment``, and every signature in them."""

    length: int
    moment: datetime


class Problem(StrEnum):
    """Why one signature does not count, the gravest first; :mod:`eventsys.signing.words` says it in words."""

    RANGE = "range"
    """It does not say, or not as it must, which bytes it covers."""
    CONTENTS = "contents"
    """The signature itself is missing, empty, or not the one in its gap (wrapping)."""
    SHARED = "shared"
    """The same signature is said to have been given in another field as well."""
    HIDDEN = "hidden"
    """An earlier revision has it, the last one does not show it."""
    UNREADABLE = "unreadable"
    ENCODING = "encoding"
    """Its own bytes, which no key protects, are not as the signer's program wrote them."""
    DIGEST = "digest"
    """The bytes it covers are not those that were signed."""
    KEY = "key"
    """It was not made with the key of its certificate."""
    COVERAGE = "coverage"
    """It does not cover all of the file as it was then."""
    LATER_CHANGE = "later_change"
    """A later revision changed what was signed (shadow and incremental-saving attacks)."""
    UNKNOWN_AUTHORITY = "unknown_authority"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    USAGE = "usage"
    """The certificate is not made for signing documents."""
    WEAK = "weak"
    """A method that is not safe any more."""
    TIME_STAMP = "time_stamp"
    """Its time stamp cannot be trusted."""
    CERTIFICATE = "certificate"
    """The certificate cannot be trusted for another reason."""


class Verdict(StrEnum):
    """The whole file in one word, the gravest first."""

    UNSIGNED = "unsigned"
    CHANGED = "changed"
    EXTENDED = "extended"
    UNTRUSTED = "untrusted"
    UNSEALED = "unsealed"
    INCOMPLETE = "incomplete"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature, as found.

    ``intact``: the bytes it covers and the signature's own encoding are what was signed. ``trusted``: its
    certificate leads to an anchor and was valid at ``signed_at``. ``ours``: the anchor is our own authority's,
    so that the key was used here and nowhere else. ``covers_revision``: it covers all of the
    file as it was then. ``changes_allowed``: what came later is only what the seal permits. ``signer`` is
    the name stated in the signature (any script), ``subject`` and ``issuer`` those in the certificate.
    ``signed_at`` is the time stamp's where ``level`` is B-T or more, else the signer's own word; UTC.
    ``revision_end`` is a length in bytes: ``pdf[:revision_end]`` is the file as it was signed. ``problem`` is
    the gravest, ``None`` when it is valid; ``detail`` is for experts, never translated.
    """

    field: str
    kind: Kind
    signer: str = ""
    subject: str = ""
    issuer: str = ""
    certificate_sha256: str = ""
    intact: bool = False
    trusted: bool = False
    ours: bool = False
    covers_revision: bool = False
    changes_allowed: bool = False
    level: Level = Level.B_B
    signed_at: datetime | None = None
    modification: Modification = Modification.OTHER
    revision_end: int = 0
    problem: Problem | None = None
    detail: str = ""

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted and self.covers_revision and self.changes_allowed


@dataclass(frozen=True, slots=True)
class Report:
    """A verified file.

    ``signatures`` in the order in which they were given; where the last revision knows of none, those which
    an earlier one had. ``seal_ok``: the first is a valid certifying seal, and our own authority's.
    ``added_after`` counts bytes that stand after everything signed (0 in a good file) and ``later`` says what
    they do. ``missing`` are expected fields without a signature, ``open_fields`` all fields without one.
    """

    sha256: str
    size: int
    verdict: Verdict
    signatures: tuple[SignatureReport, ...] = ()
    seal_ok: bool = False
    added_after: int = 0
    later: Modification = Modification.NONE
    missing: tuple[str, ...] = ()
    open_fields: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        return self.verdict is Verdict.VALID
