"""What a box shows, and what stands below it: who signs for which city, in each language of the text; and the seal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from eventsys.core.render import render
from eventsys.core.words import written
from eventsys.core.words.languages import current, fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import language_of_name
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.signatories.rules import box_of
from eventsys.pdf.layout.blanks import html_to_pdf, render_marked
from eventsys.pdf.layout.render import Box, Rendered
from eventsys.pdf.shaping.fonts import font_css

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
class SignatureRow:
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

    row: SignatureRow
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


def in_each(languages: Sequence[str], words: Callable[[str], object]) -> list[tuple[str, str]]:
    """(language, what ``words`` says in it) for each of ``languages``, each wording once; what is empty is left
    out. ``words`` is called with its language in force."""
    found = []
    for language in languages:
        with in_language(language):
            found.append((language, str(words(language))))
    return _once(found)


def in_one_line(languages: Sequence[str], words: Callable[[str], object]) -> str:
    """What :func:`in_each` finds as one line for a machine: a signature's reason, a box's name, a picture's words."""
    return " / ".join(text for _language, text in in_each(languages, words))


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
        in_each(languages, lambda _code: _signed_on(signatory)),
    )


MOST_IN_A_BOX = 3
"""Languages in which a box and the seal say for whom and whose; of more, the leading one alone, and each in the properties."""


def languages_in_box(languages: Sequence[str]) -> Sequence[str]:
    """Those that a box, a seal and a mark have room for."""
    return languages if len(languages) <= MOST_IN_A_BOX else languages[:1]


def _of_label(languages: Sequence[str], label: object) -> list[tuple[str, str]]:
    return in_each(languages, lambda _code: label)


def labels_in(
    languages: Sequence[str], labels: Mapping[str, object] = _LABELS
) -> dict[str, list[tuple[str, str]]]:
    """What the signature pages say besides the texts (or other lazy ``labels``), in each of their languages."""
    return {name: _of_label(languages, label) for name, label in labels.items()}


def seal_words(languages: Sequence[str]) -> str:
    """Whose seal it is, for a machine, in each of ``languages``."""
    return in_one_line(languages, lambda _code: _LABELS["seal"])


def row_of(signatory: Signatory, language: str) -> SignatureRow:
    """Who signs, for which city, in ``language``."""
    order = fallbacks(language)
    city = signatory.city.get_in(order)
    return SignatureRow(
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
    return language_of_name(signatory.native_name, told, signatory.delegation.party.country)


def written_day(value: date) -> str:
    """A date as it is written on a treaty, in the language in force."""
    return written.day(value, current())


_SIZES = (17, 14, 12, 10, 8, 6, 4.5, 3)
"""Type sizes of a signature, in points."""
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TALL = 2000.0
"""Points: a page on which nothing is cut, to measure on."""
_LEAST_INK = 16.0
"""Points of height that words leave to a signature drawn by hand."""
_BELOW = 1.5
"""Points between the words and the line of the box."""
_SLACK = 2.5
"""Points by which what fits is less high than its box: :data:`_BELOW`, and a point without which the last line would
be carried to a page that nobody sees."""


def signature_pdf(
    signatory: Signatory, *, box: Box, languages: Sequence[str], day: date, ink: bytes | None
) -> bytes:
    """What appears in a signed box, exactly of its size: the signature, and in each of the ``languages`` of the text
    for whom and when, the first leading.

    ``ink`` is the signature drawn by hand (PNG), as large as the words leave room for; without it the name stands
    there in the signatory's script, in the largest type that keeps all inside. Names were looked at before
    the seal: a sign that no font draws is marked, as a signature that was given has to be set.
    """
    with in_language(languages[0]):
        values = {**asdict(row_of(signatory, languages[0])), "lang": languages[0]}
    notes = in_each(languages_in_box(languages), lambda language: _note(signatory, language, day))

    def drawn(size: float, *, tall: float = 0, ink_height: float = _LEAST_INK) -> Rendered:
        html = render(
            "declarations/pdf/signature.html",
            **values,
            notes=notes,
            ink=bool(ink),
            size=size,
            width=box.width,
            page_height=tall or box.height,
            ink_height=ink_height,
            below=_BELOW,
        )
        return render_marked(html, css=(font_css(serif=True),), images={"ink": ink} if ink else {})

    measured = ((size, drawn(size, tall=_TALL).boxes["all"].height) for size in _SIZES)
    size, height = next((one for one in measured if one[1] <= box.height - _SLACK), (_SIZES[-1], box.height))
    return drawn(size, ink_height=_LEAST_INK + max(0.0, box.height - _SLACK - height)).pdf


def _note(signatory: Signatory, language: str, day: date) -> str:
    """In the language in force."""
    signed = _("Signed by proxy for %(city)s") if signatory.by_proxy else _("Signed for %(city)s")
    return f"{signed % {'city': row_of(signatory, language).city}} · {written_day(day)}"


def seal_pdf(declaration: Declaration, *, box: Box, languages: Sequence[str], day: date) -> bytes:
    """The secretariat's seal: network, edition and the day of what it is set on, in a ring; whose it is, in each
    of the ``languages`` of the text. Of several languages the day is written as none of them alone would.

    Raises :class:`eventsys.pdf.errors.NoGlyph`.
    """
    conference = declaration.conference
    network = conference.network.code
    with in_language(languages[0]):
        html = render(
            "declarations/pdf/seal.html",
            by=in_each(languages_in_box(languages), lambda _code: _("Secretariat")),
            lang=languages[0],
            accent=declaration.conference.paper_accent,
            network=network,
            edition=conference.edition,
            day=written_day(day) if len(languages) == 1 else _day_of_all(day),
            width=box.width,
            height=box.height,
            size=min(9, 0.8 * box.width / max(1, len(network))),
        )
    return html_to_pdf(html, css=(font_css(serif=True),))


def _day_of_all(day: date) -> str:
    """A day that every language reads, as seals and medals write it.

    >>> _day_of_all(date(2013, 11, 18))
    '18 · XI · 2013'
    """
    return f"{day.day} · {_MONTHS[day.month - 1]} · {day.year}"
