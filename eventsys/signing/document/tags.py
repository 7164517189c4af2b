"""Signature boxes as parts of a tagged document, so that a screen reader meets them (PDF/UA-1, 7.18.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from eventsys.signing.document.graph import entry

__all__ = ["tag_fields"]


def _dictionary(**entries: Any) -> generic.DictionaryObject:
    named = {pdf_name(f"/{key}"): value for key, value in entries.items()}
    return generic.DictionaryObject(named)  # type: ignore[no-untyped-call]


def _form(widget: Any, parent: Any) -> generic.DictionaryObject:
    """A structure element that holds nothing but the widget."""
    field = widget.get_object()
    page = field.raw_get("/P")
    holder = _dictionary(Type=pdf_name("/OBJR"), Obj=widget, Pg=page)
    form = _dictionary(Type=pdf_name("/StructElem"), S=pdf_name("/Form"), P=parent, Pg=page, K=holder)
    if "/TU" in field:
        form[pdf_name("/Alt")] = field["/TU"]
    return form


def tag_fields(writer: IncrementalPdfFileWriter, widgets: Sequence[Any]) -> None:
    """Put ``widgets`` (references) at the end of what the document reads aloud; without tags it stays as it is."""
    tree = entry(writer.root, "/StructTreeRoot")
    numbers = entry(entry(tree, "/ParentTree"), "/Nums")
    if not isinstance(numbers, generic.ArrayObject) or not len(tree["/K"]):
        return
    whole: Any = tree["/K"].raw_get(0)
    spoken = whole.get_object()["/K"]
    last = max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1)
    for number, widget in enumerate(widgets, last + 1):
        key = generic.NumberObject(number)  # type: ignore[no-untyped-call]
        form = writer.add_object(_form(widget, whole))
        spoken.append(form)
        numbers += [key, form]
        field = widget.get_object()
        field[pdf_name("/StructParent")] = key
        writer.update_container(field)
    writer.update_container(spoken)
    writer.update_container(numbers)
