"""Nothing is kept before it is looked at as a stranger will look at it.

A seal, a renewal or a scan is verified whole. A signature is added to a stage that was verified when it was kept: of it,
what is new is judged by the same code, and its revision is held against the one before, which takes as long for the
fiftieth signature as for the first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.graph import Graph, raw
from eventsys.signing.document.reading import open_pdf, sha256
from eventsys.signing.errors.making import NotCounted, TimeStampUnusable
from eventsys.signing.revisions.changes import RevisionDiffPolicy
from eventsys.signing.revisions.steps import plain_update
from eventsys.signing.trust.evidence import read_evidence
from eventsys.signing.validation.judge import Case
from eventsys.signing.validation.opening import open_signature
from eventsys.signing.validation.validate import judge_all, validate
from eventsys.signing.values.api import (
    Problem,
    ProofOfExistence,
    Report,
    SignatureKind,
    SignatureReport,
    Verdict,
)
from eventsys.signing.values.words import PROBLEMS

__all__ = ["Verifier", "check_added", "check_whole"]


@dataclass(frozen=True, slots=True)
class Verifier:
    """Whose look it is: the verification page's ``anchors``, the ``house`` among them, ``crls`` (DER), and ``now``."""

    anchors: Sequence[bytes]
    house: Sequence[bytes]
    crls: Sequence[bytes]
    now: datetime


def check_whole(pdf: bytes, verifier: Verifier, *, proofs: Sequence[ProofOfExistence] = ()) -> Report:
    """The report of a file that is valid and sealed. Raises :class:`NotCounted`, :class:`TimeStampUnusable`, and the
    refusals of ``validate``."""
    report = validate(
        pdf, verifier.anchors, house=verifier.house, crls=verifier.crls, proofs=proofs, now=verifier.now
    )
    for one in report.signatures:
        _check(one)
    if report.verdict is not Verdict.VALID:
        raise NotCounted(why=report.verdict)
    return report


def check_added(
    before: bytes, pdf: bytes, verifier: Verifier, *, proofs: Sequence[ProofOfExistence] = ()
) -> tuple[SignatureReport, ...]:
    """What stands in ``pdf`` and not yet in ``before``, which was verified: all of it valid, and nothing else done.

    Where more was done than plain signing the whole file is judged, with ``proofs`` of what is on record; then also
    what was there before is told. Raises :class:`NotCounted`, :class:`TimeStampUnusable`, and the refusals of ``validate``.
    """
    if not pdf.startswith(before):
        raise NotCounted(why="not the same file")
    with open_pdf(pdf) as reader:
        first = _first(reader, len(before))
        fresh = _fresh(reader, first)
        steps = _steps(reader, before, pdf, first)
        if steps is None:  # more than plain signing: the long way tells what
            return check_whole(pdf, verifier, proofs=proofs).signatures
        evidence = read_evidence(reader, verifier.anchors, verifier.crls, verifier.house)
        case = Case(pdf, evidence, verifier.now, (), RevisionDiffPolicy(reader, base=first, steps=steps))
        found = tuple(one.report for one in judge_all(fresh, case))
    for one in found:
        _check(one)
    if max(one.revision_end for one in found) != len(pdf):
        raise NotCounted(why=Verdict.EXTENDED)
    return found


def _check(found: SignatureReport) -> None:
    if found.problem is Problem.TIME_STAMP or (found.problem and found.kind is SignatureKind.TIME_STAMP):
        raise TimeStampUnusable
    if found.problem is not None or not found.valid:
        raise NotCounted(why=PROBLEMS[found.problem] if found.problem else found.field)


def _first(reader: PdfFileReader, length: int) -> int:
    """The first revision that the file did not have when it had ``length`` bytes."""
    starts = map(reader.xrefs.get_startxref_for_revision, range(reader.xrefs.total_revisions))
    return next((number for number, start in enumerate(starts) if start >= length), -1)


def _fresh(reader: PdfFileReader, first: int) -> list[EmbeddedPdfSignature]:
    """The signatures that revisions from that one on brought, in their order."""
    revisions = range(first, reader.xrefs.total_revisions) if first > 0 else ()
    written = {one.idnum for number in revisions for one in reader.xrefs.explicit_refs_in_revision(number)}
    found: list[EmbeddedPdfSignature] = []
    for name, value, field in enumerate_sig_fields(reader):
        if value is None or not _is_among(raw(field.get_object(), "/V"), written):
            continue
        one = open_signature(reader, name, field)
        if isinstance(one, SignatureReport):
            raise NotCounted(why=PROBLEMS[one.problem or Problem.UNREADABLE])
        found.append(one)
    if not found:
        raise NotCounted(why=Verdict.UNSIGNED)
    return sorted(found, key=lambda one: one.signed_revision)


def _is_among(value: Any, written: set[int]) -> bool:
    return not isinstance(value, generic.IndirectObject) or value.idnum in written


def _steps(reader: PdfFileReader, before: bytes, pdf: bytes, first: int) -> dict[int, DiffResult] | None:
    """Each new revision, if it did nothing but sign; ``None`` when one did something else."""
    graph = _graphs.taken(sha256(before), reader) or Graph(reader, first - 1)
    steps: dict[int, DiffResult] = {}
    for revision in range(first, reader.xrefs.total_revisions):
        step = plain_update(reader, graph, revision)
        if step is None:
            return None
        steps[revision] = step
    _graphs.put(sha256(pdf), graph)
    return steps


class _Graphs:
    """What the last few stages use where, as reading it anew takes longer than signing. Each is handed out once."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[str, Graph] = OrderedDict()

    def taken(self, digest: str, reader: PdfFileReader) -> Graph | None:
        with self._lock:
            found = self._kept.pop(digest, None)
        return found.over(reader) if found else None

    def put(self, digest: str, graph: Graph) -> None:
        with self._lock:
            self._kept[digest] = graph.over(None)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_KEPT: Final = 4
_graphs = _Graphs(_KEPT)
