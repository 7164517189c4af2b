"""What each revision changed, found once per revision instead of once per pair.

pyHanko compares every signed revision with every later one; fourteen signatures make 91 comparisons.
Comparing each revision with the one just before it is as strict or stricter (what was allowed to appear in
one revision may not be altered in the next) and grows with the number of revisions only. A step that only
signs is recognised without reading the rest of the file (:mod:`eventsys.signing.revisions.steps`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm
from pyhanko.sign.validation import read_certification_data

from eventsys.signing.document.graph import Graph
from eventsys.signing.revisions.permitted import PERMITTED
from eventsys.signing.revisions.steps import plain_update

__all__ = ["RevisionDiffPolicy", "RevisionUnreadable"]

_Step = DiffResult | SuspiciousModification


#: Ways to objects that are followed at most: 25 kB can hold more of them than anybody could follow in a lifetime.
_WAYS: Final = 150_000


class _Followed(HistoricalResolver):
    """A revision that counts how often its objects are asked for, and gives up."""

    def __init__(self, reader: PdfFileReader, revision: int, left: list[int]) -> None:
        super().__init__(reader, revision)
        self._left = left

    def get_object(self, ref: generic.Reference, as_metadata_stream: bool = False) -> Any:
        self._left[0] -= 1
        if self._left[0] < 0:
            raise ValueError("too many ways to follow")
        return super().get_object(ref, as_metadata_stream)


class RevisionUnreadable(SuspiciousModification):
    """A revision of a file that is not ours, which cannot be read far enough to say what it changed."""


#: Objects that are read to compare a stranger's file the usual way, which takes a second or two.
_LONG_WAY: Final = 20_000


def _cost(reader: PdfFileReader) -> int:
    revisions = reader.xrefs.total_revisions
    return int(revisions * reader.xrefs.get_xref_container_info(revisions - 1).size)


class RevisionDiffPolicy(DiffPolicy):
    """What is permitted over one file, step by step; the seal's permission binds every step.

    What was signed under our seal is held to :data:`eventsys.signing.revisions.permitted.PERMITTED`; a file that has nothing of
    ours to what is usual, as its boxes may be made when they are signed. Small ones are compared the usual way, so that
    the answer is what other programs say as well; in large ones plain steps are recognised first, as ours are.
    """

    def __init__(
        self,
        reader: PdfFileReader,
        *,
        base: int,
        steps: Mapping[int, DiffResult] | None = None,
        house_signed: bool = True,
    ) -> None:
        """``base``: the first revision that anybody will ask about; ``steps``: those that are known to be plain;
        ``house_signed``: whether this house signed any of it."""
        certification = read_certification_data(reader)
        self._permission: MDPPerm | None = certification.permission if certification else None
        self._steps: dict[int, _Step] = {**(steps or {})}
        self._base, self._recognised, self.house_signed = base, steps is not None, house_signed
        self._policy = PERMITTED if house_signed else DEFAULT_DIFF_POLICY
        self._left = [_WAYS]  # for all comparisons together

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        return self._policy.apply(old, new, field_mdp_spec=field_mdp_spec, doc_mdp=doc_mdp)

    def _recognise(self, reader: PdfFileReader) -> None:
        """All plain steps in one go, as each takes the graph of the one before."""
        try:
            graph = Graph(reader, self._base)
        except Exception:  # noqa: BLE001 - an object that cannot be read is for the comparison, and the digest, to tell
            return
        for revision in range(self._base + 1, reader.xrefs.total_revisions):
            if plain := plain_update(reader, graph, revision):
                self._steps[revision] = plain

    def _step(self, reader: PdfFileReader, revision: int) -> _Step:
        quick = self.house_signed or _cost(reader) > _LONG_WAY
        if quick and not self._recognised and self._permission is not MDPPerm.NO_CHANGES:
            self._recognised = True
            self._recognise(reader)
        if revision not in self._steps:
            old, new = (_Followed(reader, number, self._left) for number in (revision - 1, revision))
            try:
                self._steps[revision] = self.apply(old, new, doc_mdp=self._permission)
            except SuspiciousModification as problem:
                self._steps[revision] = problem
            except Exception as error:  # noqa: BLE001 - what cannot even be compared is no innocent revision of ours
                self._steps[revision] = self._lost(error)
        return self._steps[revision]

    def _at_once(
        self, reader: PdfFileReader, first: int, locks: FieldMDPSpec | None, permission: MDPPerm | None
    ) -> _Step:
        """Each later revision held against that very one, as others do: what an update in between rearranged may be in
        order again."""
        try:
            base = _Followed(reader, first, self._left)
            return self._policy.review_file(reader, base, locks, permission)
        except Exception as error:  # noqa: BLE001 - as in _step
            return self._lost(error)

    def _lost(self, error: Exception) -> SuspiciousModification:
        kind = SuspiciousModification if self.house_signed else RevisionUnreadable
        return kind(f"cannot be compared: {error!r}")

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> _Step:
        first = base_revision if isinstance(base_revision, int) else base_revision.revision
        if field_mdp_spec is not None:  # locks of single fields are not ours: leave them to the way of pairs
            return self._at_once(reader, first, field_mdp_spec, doc_mdp)
        level, fields = ModificationLevel.NONE, set[str]()
        for revision in range(first + 1, reader.xrefs.total_revisions):
            step = self._step(reader, revision)
            if not isinstance(step, DiffResult):
                return (
                    step
                    if self.house_signed or _cost(reader) > _LONG_WAY
                    else self._at_once(reader, first, None, self._permission)
                )
            level = max(level, step.modification_level)
            fields |= step.changed_form_fields
        return DiffResult(level, fields)
