"""Below the boxes: who signs for which city, and what the signature pages say, in each language of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eventsys.core import written
from eventsys.core.languages import current, fallbacks, in_language, language_of_name
from eventsys.core.languages import gettext as _
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations.documents.record import box_of
from eventsys.declarations.models import Signatory

__all__ = ["Cell", "Row", "cell_of", "each", "labels_in", "row_of", "said", "seal_words", "written_day"]


_LABELS = {
    "signatures": _l("Signatures"),
    "seal": _l("Seal of the secretariat"),
    "certifies": _l(
        "The seal certifies the texts as they were adopted, and every signature stands on it. "
        "The SHA-256 of each text:"
    ),
    "verify": _l("Verify this document"),
    "code": _l("Code with the address at which this document can be verified"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Who signs, in one language; what is empty is not said."""

    box: str
    city: str
    native_city: str
    name: str
    native_name: str
    office: str
    script: str
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Who signs, and what differs by language, (language, words), each wording once: below a box, and on the cover
    of a scan, which adds the ``days`` of signatures on record."""

    row: Row
    cities: list[tuple[str, str]]
    native_city: str
    offices: list[tuple[str, str]]
    proxies: list[tuple[str, str]]
    days: list[tuple[str, str]]


def _once(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each wording once, under the first language that has it."""
    found: dict[str, str] = {}
    for language, words in pairs:
        if words:
            found.setdefault(words, language)
    return [(language, words) for words, language in found.items()]


def each(languages: Sequence[str], words: Callable[[str], object]) -> list[tuple[str, str]]:
    """(language, what ``words`` says in it) for each of ``languages``, each wording once; what is empty is left
    out. ``words`` is called with its language in force."""
    found = []
    for language in languages:
        with in_language(language):
            found.append((language, str(words(language))))
    return _once(found)


def said(languages: Sequence[str], words: Callable[[str], object]) -> str:
    """What :func:`each` finds as one line for a machine: a signature's reason, a box's name, a picture's words."""
    return " / ".join(text for _language, text in each(languages, words))


def cell_of(signatory: Signatory, languages: Sequence[str]) -> Cell:
    """Who signs, in each of ``languages``, the first leading."""
    rows = []
    for language in languages:
        with in_language(language):
            rows.append((language, row_of(signatory, language)))
    cities = _once((language, row.city) for language, row in rows)
    known = {words for _language, words in cities}
    return Cell(
        rows[0][1],
        cities,
        signatory.native_city if signatory.native_city not in known else "",
        _once((language, row.office) for language, row in rows),
        _once((language, row.proxy) for language, row in rows),
        each(languages, lambda _code: _signed_on(signatory)),
    )


def _of_label(languages: Sequence[str], label: object) -> list[tuple[str, str]]:
    return each(languages, lambda _code: label)


def labels_in(
    languages: Sequence[str], labels: Mapping[str, object] = _LABELS
) -> dict[str, list[tuple[str, str]]]:
    """What the signature pages say besides the texts (or other lazy ``labels``), in each of their languages."""
    return {name: _of_label(languages, label) for name, label in labels.items()}


def seal_words(languages: Sequence[str]) -> str:
    """Whose seal it is, for a machine, in each of ``languages``."""
    return said(languages, lambda _code: _LABELS["seal"])


def row_of(signatory: Signatory, language: str) -> Row:
    """Who signs, for which city, in ``language``."""
    order = fallbacks(language)
    city = signatory.city.get_in(order)
    return Row(
        box_of(signatory),
        city,
        signatory.native_city if signatory.native_city != city else "",
        signatory.name,
        signatory.native_name if signatory.native_name != signatory.name else "",
        signatory.office.get_in(order),
        _script(signatory),
        _proxy_words(signatory, city) if signatory.by_proxy else "",
    )


def _signed_on(signatory: Signatory) -> str:
    """When a signature was given, in the language in force; "" before it was."""
    return str(_("signed on %(day)s", day=written_day(signatory.signed_on))) if signatory.signed_on else ""


def _proxy_words(signatory: Signatory, city: str) -> str:
    """Both are named: who signs stands above, here is for whom. In the language in force."""
    if signatory.principal:
        return str(_("By proxy for %(name)s, %(city)s", name=signatory.principal, city=city))
    return str(_("By proxy for %(city)s", city=city))


def _script(signatory: Signatory) -> str:
    """The language tag that gives a signatory's own name and city their national shapes."""
    told = signatory.delegate.native_language if signatory.delegate else ""
    return language_of_name(signatory.native_name, told, signatory.delegation.city.country)


def written_day(value: date) -> str:
    """A date as it is written on a treaty, in the language in force."""
    return written.day(value, current())
