"""What somebody might slip into a revision of a signed document, each as a change to pyHanko's writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from eventsys.signing.document.writing import IncrementalUpdate as Writer
from tests.signing.forging import dictionary, page

__all__ = ["DESCRIPTIONS", "OUTSIDE", "STRIPPING", "other_title", "shown_twice"]


def _root(key: str, value: Callable[[Writer], Any]) -> Callable[[Writer], None]:
    def change(writer: Writer) -> None:
        writer.root[pdf_name(key)] = value(writer)
        writer.update_root()

    return change


def _form(key: str, value: Callable[[Writer], Any]) -> Callable[[Writer], None]:
    def change(writer: Writer) -> None:
        writer.root["/AcroForm"][pdf_name(key)] = value(writer)
        writer.update_container(writer.root["/AcroForm"])

    return change


def _script(_: Writer) -> Any:
    return dictionary(S=pdf_name("/JavaScript"), JS=generic.TextStringObject("app.alert(1)"))


def _layers(writer: Writer) -> Any:
    """Optional content that is switched off."""
    layers = generic.ArrayObject([writer.add_object(dictionary(Type=pdf_name("/OCG"), Name=_words("x")))])
    return dictionary(OCGs=layers, D=dictionary(OFF=layers))


def _words(text: str) -> generic.TextStringObject:
    return generic.TextStringObject(text)


def _rotated(writer: Writer) -> None:
    page(writer)[pdf_name("/Rotate")] = generic.NumberObject(180)
    writer.update_container(page(writer))


def _page_twice(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages[pdf_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def _record(writer: Writer) -> None:
    """The embedded JSON replaced."""
    file = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"].raw_get("/F")
    other = generic.StreamObject(dictionary(Type=pdf_name("/EmbeddedFile")), stream_data=b'{"points":2}')
    writer.objects[(0, file.idnum)] = other


def _looks_swapped(writer: Writer) -> None:
    one, other = (writer.root["/AcroForm"]["/Fields"][number] for number in (1, 2))
    one[pdf_name("/AP")], other[pdf_name("/AP")] = other["/AP"], one["/AP"]
    writer.update_container(one)
    writer.update_container(other)


def _hidden(writer: Writer) -> None:
    """A signature that is not shown any more."""
    field = writer.root["/AcroForm"]["/Fields"][1]
    field[pdf_name("/F")] = generic.NumberObject(2)
    writer.update_container(field)


def _no_structure(writer: Writer) -> Any:
    return writer.add_object(dictionary(Type=pdf_name("/StructTreeRoot")))


def _value_gone(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    del field["/V"]
    writer.update_container(field)


def _uncertified(writer: Writer) -> None:
    del writer.root["/Perms"]
    writer.update_root()


def other_title(writer: Writer) -> None:
    """Another title in XMP."""
    stream = writer.root["/Metadata"]
    stream._data = stream.data.replace(b"Declaration", b"Capitulation")
    stream._encoded_data = None
    writer.update_container(stream)


def _information(writer: Writer) -> None:
    writer.set_info(writer.add_object(dictionary(Title=_words("Capitulation"))))


#: Another description of the same pages, which pyHanko's own policy lets pass.
DESCRIPTIONS = {
    "title": other_title,
    "title in the trailer": _information,
    "version": _root("/Version", lambda _: pdf_name("/1.4")),
    "untagged": _root("/MarkInfo", lambda _: dictionary(Marked=generic.BooleanObject(False))),
}
OUTSIDE = {
    "action on opening": _root("/OpenAction", _script),
    "action on closing": _root("/AA", lambda writer: dictionary(WC=_script(writer))),
    "layers": _root("/OCProperties", _layers),
    "language": _root("/Lang", lambda _: _words("xx")),
    "reading order": _root("/StructTreeRoot", _no_structure),
    "form of another kind": _form(
        "/XFA", lambda w: w.add_object(generic.StreamObject(stream_data=b"<xdp/>"))
    ),
    "looks drawn anew": _form("/NeedAppearances", lambda _: generic.BooleanObject(True)),
    "said to be unsigned": _form("/SigFlags", lambda _: generic.NumberObject(0)),
    "rotated": _rotated,
    "page twice": _page_twice,
    "record": _record,
    "looks swapped": _looks_swapped,
    "signature hidden": _hidden,
    "signature taken out": _value_gone,
    "permission removed": _uncertified,
    **DESCRIPTIONS,
}
#: After these a reader sees no signature at all.
STRIPPING = {
    "no form": lambda writer: (writer.root.__delitem__("/AcroForm"), writer.update_root()),
    "no fields": _form("/Fields", lambda _: generic.ArrayObject()),
}


def shown_twice(writer: Writer) -> None:
    """The signature of the first signatory stands in the second one's box as well."""
    fields = writer.root["/AcroForm"]["/Fields"]
    fields[2][pdf_name("/V")] = fields[1].raw_get("/V")
    writer.update_container(fields[2])
