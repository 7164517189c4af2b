"""The port: what the house says and hears about signatures. No file, no network, no PDF library here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from eventsys.pdf.layout.render import Box
from eventsys.signing.errors.making import KeySpent
from eventsys.signing.values.findings import (
    UNCLEAR,
    UNREAD,
    Indication,
    Level,
    Modification,
    Problem,
    Report,
    Revocation,
    RevocationStatus,
    SignatureKind,
    SignatureReport,
    Verdict,
)

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

__all__ = [
    "UNCLEAR",
    "UNREAD",
    "Indication",
    "Assurance",
    "Authority",
    "FieldSpec",
    "Identity",
    "SignatureKind",
    "Level",
    "Modification",
    "CertificateSubject",
    "Problem",
    "ProofOfExistence",
    "Report",
    "Revocation",
    "SignatureReport",
    "SignatureText",
    "Signed",
    "RevocationStatus",
    "TimeStamps",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class CertificateSubject:
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

    __slots__ = ("_left", "_signer", "certificate", "revocation")

    def __init__(
        self, signer: Signer, *, certificate: bytes, times: int | None, revocation: Revocation | None = None
    ) -> None:
        self._signer: Signer | None = signer
        self.certificate = certificate
        """X.509, DER."""
        self.revocation = revocation
        """What its issuer answered about it a moment ago; ``None`` where nobody could be asked."""
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

    def seal(self) -> Identity:
        """The secretariat's seal, good for any number of documents."""
        ...

    def issue(self, person: CertificateSubject, *, now: datetime) -> Identity:
        """A certificate for ``person`` with a fresh key, good for one signature."""
        ...


class TimeStamps(Protocol):
    """Who tells the time (RFC 3161)."""

    def client(self) -> TimeStamper: ...


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
class ProofOfExistence:
    """The first ``length`` bytes of a file are known to have been there at ``moment``, and every signature in them."""

    length: int
    moment: datetime
