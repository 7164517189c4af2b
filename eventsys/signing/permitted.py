"""What a later revision may do to a signed document, where it is more than a plain step.

pyHanko's standard policy is made for forms of any kind, and lets through what no declaration needs: another
title in the description, another version in the catalogue, appearances drawn anew by the reader, an uninvited
signature in a new field. Whoever is to sign last could slip any of these under a signature of their own. Here
all fields come before the seal, and the description may change in nothing but the time of saving.
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
from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FormUpdate

from eventsys.signing.graph import entry, frozen, raw

__all__ = ["PERMITTED", "XMP_TIMES"]

#: What a signing program writes anew into XMP at each save, and nothing a reader is shown.
XMP_TIMES: Final = re.compile(
    rb"<xmp:(ModifyDate|MetadataDate)>[^<]*</xmp:\1>|\bxmp:(?:ModifyDate|MetadataDate)=\"[^\"]*\"|<\?xpacket[^>]*\?>"
)
_SAVING: Final = frozenset({"/ModDate", "/Producer"})


def _described(root: Any) -> object:
    stream = entry(root, "/Metadata")
    if not isinstance(stream, generic.StreamObject):
        return frozen(stream)
    return XMP_TIMES.sub(b"", stream.data).strip()


def _informed(trailer: Any) -> object:
    rows = entry(trailer, "/Info") or {}
    return {str(key): frozen(raw(rows, key)) for key in rows if str(key) not in _SAVING}


class _SameDescription(MetadataUpdateRule):
    """The document's XMP, saved at another time."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if _described(old.root) != _described(new.root):
            raise SuspiciousModification("the document is described anew")
        yield from super().apply(old, new)


class _SameInformation(DocInfoRule):
    """The older description in the trailer, likewise."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        if _informed(old.trailer_view) != _informed(new.trailer_view):
            raise SuspiciousModification("the document is described anew")
        yield from super().apply(old, new)


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


#: pyHanko's standard policy without its leniencies. The catalogue may change in its form, its evidence, its
#: description and its extensions, each judged by a rule of its own; of the form only the list of fields.
PERMITTED: Final = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(  # type: ignore[no-untyped-call]
            frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata"})
        ),
        _SameInformation().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        _SameDescription().as_qualified(ModificationLevel.LTA_UPDATES),  # type: ignore[no-untyped-call]
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            _TimeStampsOnly(),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
            GenericFieldModificationRule(),
        ],
        ignored_acroform_keys=frozenset({"/Fields"}),
    ),
)
