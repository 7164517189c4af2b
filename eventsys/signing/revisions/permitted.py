"""What a later revision may do to a signed document, where it is more than a plain step.

pyHanko's standard policy is made for forms of any kind, and lets through what no declaration needs: another
title in the description, another version in the catalogue, appearances drawn anew by the reader, an uninvited
signature in a new field. Whoever is to sign last could slip any of these under a signature of their own. Here
all fields come before the seal. A signatory may sign with any program, and such programs write some things anew: the
description (:mod:`eventsys.signing.revisions.described`), the version, extensions, evidence. What shows differently is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import VALUE_UPDATE_KEYS
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
)

from eventsys.signing.document.graph import entry, raw
from eventsys.signing.revisions.described import Undescribable, check_same

__all__ = ["CATALOGUE", "FORM", "PERMITTED", "check_flags", "check_version", "description"]

#: What another program writes into the catalogue, and no page shows; each is judged by a rule of its own.
CATALOGUE: Final = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
#: Of the form only the list of fields, and how fields of text would be drawn, of which a sealed document has none.
FORM: Final = frozenset({"/Fields", "/DR", "/DA"})
_VERSION: Final = re.compile(r"/[12]\.[0-9]")
#: Of a box that is signed in this very revision: besides its looks, whether it prints, and notes for drawing it.
_BOX: Final = VALUE_UPDATE_KEYS | {"/M", "/MK"}
#: Annotation flags that a signed box may gain or lose (print, locked, locked contents): all but what hides or turns it.
_HARMLESS_FLAGS: Final = 4 | 128 | 512


def check_version(before: Any, after: Any) -> None:
    """The version that the catalogue states may rise. Raises :class:`SuspiciousModification`."""
    if after == before or (
        after is not None and _VERSION.fullmatch(str(after)) and str(after) > str(before or "/1.4")
    ):
        return
    raise SuspiciousModification(f"the catalogue states version {after}")


def check_flags(before: Any, after: Any) -> None:
    """Those of a box as it is signed. Raises :class:`SuspiciousModification`."""
    old, new = (int(entry(field, "/F") or 0) for field in (before, after))
    if (old ^ new) & ~_HARMLESS_FLAGS:
        raise SuspiciousModification("a box is hidden or shown in another way")


def description(past: HistoricalResolver) -> tuple[Any, Any]:
    """What :mod:`eventsys.signing.revisions.described` compares, as that revision had it."""
    # not by their keys: pyHanko would look up the newest dictionary, and make a stream that it then fails on
    named = raw(past.root, "/Metadata"), raw(past.trailer_view, "/Info")
    stream, rows = (
        past.get_object(one.reference) if isinstance(one, generic.IndirectObject) else one for one in named
    )
    return stream, rows


class _SameDescription(MetadataUpdateRule):
    """Both descriptions of the document say the same, however they are written."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        try:
            check_same(description(old), description(new))
        except Undescribable as error:
            raise SuspiciousModification(str(error)) from error
        yield from super().apply(old, new)


class _Catalogue(CatalogModificationRule):
    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, ReferenceUpdate]]:
        check_version(raw(old.root, "/Version"), raw(new.root, "/Version"))
        yield from super().apply_qualified(old, new)


class _Signed(SigFieldModificationRule):
    """A box is signed, and stays where it can be seen."""

    def compare_fields(self, spec: FieldComparisonSpec) -> bool:
        check_flags(spec.old_field, spec.new_field)
        return super().compare_fields(spec)


class _TimeStampsOnly(SigFieldCreationRule):
    """A field made after the seal is for a document time stamp, and for nobody who was not to sign."""

    def apply(self, context: FieldComparisonContext) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        for name, field in _new_fields(context):
            if raw(entry(field, "/V"), "/Type") != "/DocTimeStamp":
                raise SuspiciousModification(f"a field {name} was made after the seal")
        yield from super().apply(context)


def _new_fields(context: FieldComparisonContext) -> Iterator[tuple[str, generic.DictionaryObject]]:
    for name, spec in context.field_specs.items():
        field = spec.new_field
        if spec.old_field_ref is None and field is not None:
            yield name, field


#: pyHanko's standard policy without its leniencies.
PERMITTED: Final = StandardDiffPolicy(
    global_rules=[
        _Catalogue(CATALOGUE),  # type: ignore[no-untyped-call]
        DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        _SameDescription().as_qualified(ModificationLevel.LTA_UPDATES),  # type: ignore[no-untyped-call]
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            _TimeStampsOnly(),  # type: ignore[no-untyped-call]
            _Signed(value_update_keys=_BOX),
            GenericFieldModificationRule(),
        ],
        ignored_acroform_keys=FORM,
    ),
)
