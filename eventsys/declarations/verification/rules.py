"""What is found in a file, in words: how each signature was made, and what that proves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.akoma.models import LIKENESS_WORDS
from eventsys.declarations.annotated.rules import Annotated
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import rules as stages_rules
from eventsys.declarations.stages.models import Original, Revision, Scan
from eventsys.declarations.stages.rules import EARLIER, SCANNED, UNRECORDED, VERDICTS, headline, reason
from eventsys.signing.values.api import (
    UNCLEAR,
    Level,
    Modification,
    Report,
    SignatureKind,
    SignatureReport,
    Verdict,
)
from eventsys.signing.values.words import LEVELS, MODIFICATIONS, PROBLEMS

SEAL_MADE: Any = _l("Set by the site in the name of the secretariat")
SEAL_PROVES: Any = _l(
    "It proves that the secretariat issued this document, with these words and these places to sign."
)
#: Of a sentence that a file states which is not on record.
HELD_PROVES: Any = _l(
    "This is what the file itself says. It is worth as much as the signature that covers it."
)


#: Everything that the page says about findings.
WORDS = {"problems": PROBLEMS, "likeness": LIKENESS_WORDS}


@dataclass(frozen=True, slots=True)
class Told:
    """What an intact file says about where its words came from; ``trouble`` instead where that does not fit them."""

    annotated: Annotated | None = None
    trouble: str = ""


def is_intact(report: Report) -> bool:
    """Whether what the file says is what our seal covers: valid, but for signatures that may be missing."""
    return report.seal_ok and report.verdict in (Verdict.VALID, Verdict.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Known:
    """A document on record: an original, of which ``revision`` is the stage asked for, or a ``scan`` of paper.

    ``newest``: whether it is the last stage, or the scan that counts today.
    """

    declaration: Declaration
    original: Original | None
    revision: Revision | None
    newest: bool
    scan: Scan | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class WordsOnRecord:
    """Words without a signature that are, to the letter, those of a text that was adopted here."""

    declaration: Declaration
    language: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Making:
    """How signatures were made, what that proves, and whose they are."""

    how: str
    proves: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``declaration``, ``original`` and ``revision`` are set when exactly this file was made here;
    ``newest`` when it is the last stage; ``scan`` instead of an original when it is the scan of paper that was filed
    here. ``absent`` are those who have signed on record, and not in this file. ``signatories`` maps signature
    fields, signed or empty, to who they were made for (as the file names them: it vouches for nothing by itself).
    ``enquiries``: of a file on record, by field, the stage that says what was answered about revocation."""

    report: Report
    declaration: Declaration | None
    original: Original | None
    revision: Revision | None
    newest: bool
    signatories: dict[str, Signatory]
    scan: Scan | None = None
    absent: tuple[Signatory, ...] = ()
    enquiries: dict[str, Revision] = field(default_factory=dict)

    @property
    def scanned(self) -> bool:
        """Whether it is a scan of paper: the field of its seal says so."""
        return any(
            one.field == stages_rules.SCAN_SEAL and one.kind is SignatureKind.SEAL
            for one in self.report.signatures
        )

    @property
    def genuine(self) -> bool:
        """Valid, and one of our own files to the last byte."""
        return self.report.valid and (self.revision is not None or self.scan is not None)

    @property
    def sentence(self) -> str:
        """The whole finding for a lay reader, in the language in force."""
        if not self.report.valid:
            return headline(self.report)
        if self.scanned:
            return str(SCANNED)
        if not self.genuine:
            return str(UNRECORDED)
        return str(VERDICTS[Verdict.VALID] if self.newest else EARLIER)

    @property
    def tone(self) -> str:
        """How the finding is shown: danger only where something speaks against the file."""
        if not self.report.valid:
            verdict, problem = self.report.verdict, reason(self.report)
            is_open = verdict in (Verdict.UNTRUSTED, Verdict.UNCLEAR) and problem in UNCLEAR
            is_filled = verdict is Verdict.FILLED and (problem is None or problem in UNCLEAR)
            return "warn" if is_open or is_filled else "danger"
        if self.scanned or not self.genuine:
            return "info" if self.scanned else "warn"
        return "ok" if self.newest else "info"

    @property
    def added(self) -> str:
        """What stands after the last signature, in a sentence. That nothing does is said of a good file alone: beside
        a bad verdict it would read like praise."""
        report = self.report
        if not report.signatures or (report.later is Modification.NONE and not report.valid):
            return ""
        return str(MODIFICATIONS[report.later])

    @property
    def times(self) -> list[tuple[str, list[str]]]:
        """How the moments of the signatures are vouched for: a sentence, and whose, where not all are alike."""
        signers: dict[Level, list[str]] = {}
        for one in self.report.signatures:
            if one.kind is not SignatureKind.TIME_STAMP:
                signers.setdefault(one.level, []).append(one.signer or one.subject)
        alike = len(signers) == 1
        return [(str(LEVELS[level]), [] if alike else names) for level, names in signers.items()]

    @property
    def makings(self) -> list[Making]:
        """How each signature was made and what that proves, those alike together. Of a file that is on record that is
        known here; of another one it is what the file states of itself, where nothing was changed in it."""
        names: dict[tuple[str, str], list[str]] = {}
        for one in self.report.signatures:
            if one.kind is SignatureKind.TIME_STAMP or not one.valid:
                continue
            words = self._making(one)
            if words is not None:
                names.setdefault(words, []).append(one.signer or one.subject)
        for signatory in self.scan.signatories if self.scan else ():
            words = signatories_rules.way_words(signatory), signatories_rules.proof_words(signatory)
            names.setdefault(words, []).append(signatory.name)
        seal = str(SEAL_MADE)
        alike = len([how for how, _proves in names if how != seal]) == 1  # then it is said of all of them
        return [
            Making(how, proves, () if alike or how == seal else tuple(of))
            for (how, proves), of in names.items()
        ]

    def _making(self, one: SignatureReport) -> tuple[str, str] | None:
        if one.kind is SignatureKind.SEAL and one.issued_by_us:
            return str(SEAL_MADE), str(SEAL_PROVES)
        signatory = self.signatories.get(one.field) if self.declaration else None
        if signatory is not None and signatory.way:
            return signatories_rules.way_words(signatory), signatories_rules.proof_words(signatory)
        return (f"“{one.reason}”", str(HELD_PROVES)) if one.reason else None

    @property
    def unsigned(self) -> list[Signatory]:
        """Those whose boxes are empty, in their order: whoever signed on paper, does not sign, or has not yet."""
        found = {field: self.signatories.get(field) for field in self.report.open_fields}
        return sorted((one for one in found.values() if one), key=lambda one: (one.position, one.id))
