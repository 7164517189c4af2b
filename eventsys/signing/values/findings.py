"""What is found in a signed file: of each signature, and of the whole. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

__all__ = [
    "UNCLEAR",
    "UNREAD",
    "Indication",
    "SignatureKind",
    "Level",
    "Modification",
    "Problem",
    "Report",
    "Revocation",
    "SignatureReport",
    "RevocationStatus",
    "Verdict",
]


class SignatureKind(StrEnum):
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


class Problem(StrEnum):
    """Why one signature does not count, the gravest first; :mod:`eventsys.signing.values.words` says it in words."""

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
    REVOKED = "revoked"
    FORMAT = "format"
    """It is made in a way that nobody here reads: whether it is intact is not known."""
    STRUCTURE = "structure"
    """The file shows different things to different programs (hybrid cross-references)."""
    COMPARISON = "comparison"
    """What later revisions of a file that is not ours changed cannot be told."""
    NO_CERTIFICATE = "no_certificate"
    """It does not bring the certificate of its signer along: there is nothing to check it with."""
    UNKNOWN_AUTHORITY = "unknown_authority"
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


class Indication(StrEnum):
    """The status indications of ETSI EN 319 102-1 (5.1.3): passed, failed, indeterminate."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    UNCLEAR = "unclear"
    """Nothing speaks against the bytes, but it cannot be judged here; :attr:`SignatureReport.sub_indication` tells why."""


#: What leaves a signature open, and its sub-indication in ETSI EN 319 102-1; every other problem is a failure.
UNCLEAR: Final = {
    Problem.FORMAT: "GENERIC",
    Problem.STRUCTURE: "GENERIC",
    Problem.COMPARISON: "GENERIC",
    Problem.NO_CERTIFICATE: "NO_SIGNING_CERTIFICATE_FOUND",
    Problem.UNKNOWN_AUTHORITY: "NO_CERTIFICATE_CHAIN_FOUND",
    Problem.EXPIRED: "OUT_OF_BOUNDS_NO_POE",
    Problem.NOT_YET_VALID: "NOT_YET_VALID",
    Problem.USAGE: "CHAIN_CONSTRAINTS_FAILURE",
    Problem.WEAK: "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
    Problem.TIME_STAMP: "NO_POE",
    Problem.CERTIFICATE: "CERTIFICATE_CHAIN_GENERAL_FAILURE",
}


#: Of these it is not even known whether the file is as it was signed.
UNREAD: Final = frozenset({Problem.FORMAT, Problem.STRUCTURE, Problem.COMPARISON, Problem.NO_CERTIFICATE})


class RevocationStatus(StrEnum):
    """What its issuer says of a certificate, the gravest last."""

    GOOD = "good"
    UNKNOWN = "unknown"
    """Somebody answered, and what they said tells nothing that could be relied on."""
    UNREACHED = "unreached"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Revocation:
    """``source``: the address that was asked. ``said_at``: of when the answer is, by its own word; UTC."""

    standing: RevocationStatus
    source: str
    said_at: datetime | None = None


class Verdict(StrEnum):
    """The whole file in one word, the gravest first."""

    UNSIGNED = "unsigned"
    CHANGED = "changed"
    EXTENDED = "extended"
    ALTERED = "altered"
    """Nothing stands after the last signature, but something was changed between two."""
    UNCLEAR = "unclear"
    """Whether it is unchanged cannot be told here."""
    FILLED = "filled"
    """Of a file that is not ours: all that was signed is as it was, and behind it a form was filled in."""
    UNTRUSTED = "untrusted"
    UNSEALED = "unsealed"
    INCOMPLETE = "incomplete"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature, as found.

    ``intact``: the bytes it covers and the signature's own encoding are what was signed. ``trusted``: its
    certificate leads to an anchor and was valid at ``signed_at``. ``issued_by_us``: the anchor is our own authority's,
    so that the key was used here and nowhere else. ``covers_revision``: it covers all of the
    file as it was then. ``changes_allowed``: what came later is only what the seal permits. ``signer`` is
    the name stated in the signature (any script), ``reason`` the reason stated there, ``subject`` and ``issuer`` those
    in the certificate.
    ``signed_at`` is the time stamp's where ``level`` is B-T or more, else the signer's own word; UTC.
    ``revision_end`` is a length in bytes: ``pdf[:revision_end]`` is the file as it was signed. ``problem`` is
    the gravest, ``None`` when it is valid; ``detail`` is for experts, never translated. ``revocation_checked``:
    whether its issuer's word on revoked certificates was at hand: our own list, or an answer that the file holds.
    ``program``: with what somebody else's certificate signed, by that program's own word.
    """

    field: str
    kind: SignatureKind
    signer: str = ""
    subject: str = ""
    issuer: str = ""
    certificate_sha256: str = ""
    intact: bool = False
    trusted: bool = False
    issued_by_us: bool = False
    covers_revision: bool = False
    changes_allowed: bool = False
    level: Level = Level.B_B
    signed_at: datetime | None = None
    modification: Modification = Modification.OTHER
    revision_end: int = 0
    problem: Problem | None = None
    detail: str = ""
    revocation_checked: bool = False
    program: str = ""
    reason: str = ""

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted and self.covers_revision and self.changes_allowed

    @property
    def indication(self) -> Indication:
        if self.valid:
            return Indication.VALID
        return Indication.UNCLEAR if self.problem in UNCLEAR else Indication.NOT_VALID

    @property
    def sub_indication(self) -> str:
        """The sub-indication of ETSI EN 319 102-1 of what cannot be judged, for experts; else empty."""
        return UNCLEAR.get(self.problem, "") if self.problem and not self.valid else ""


@dataclass(frozen=True, slots=True)
class Report:
    """A verified file.

    ``signatures`` in the order in which they were given; where the last revision knows of none, those which
    an earlier one had. ``seal_ok``: the first is a valid certifying seal, and our own authority's.
    ``added_after`` counts bytes that stand after everything signed (0 in a good file, and where it is not known
    how far a signature reaches) and ``later`` says what they do. ``problem`` is the gravest of all. ``missing``
    are expected fields without a signature, ``open_fields`` all fields without one.
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

    @property
    def problem(self) -> Problem | None:
        found = {one.problem for one in self.signatures if not one.valid}
        return next((problem for problem in Problem if problem in found), None)
