"""The declaration on paper: the adopted texts, the record as JSON, a box for the seal and each signatory."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from typing import Any

from eventsys.core.render import render
from eventsys.core.web.filters import clock_time
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.documents import between_words, party_words, testimonium
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.completion.models import FrozenText
from eventsys.declarations.signatories.documents import (
    MOST_IN_A_BOX,
    Cell,
    cell_of,
    in_one_line,
    labels_in,
    written_day,
)
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.signatories.rules import SEAL, box_of
from eventsys.declarations.stages.documents import original_words
from eventsys.declarations.stages.models import Original
from eventsys.pdf.layout.qr import qr_png
from eventsys.pdf.layout.render import IMAGE_SCHEME, Box, EmbeddedFile, Rendered, render_first
from eventsys.pdf.shaping.fonts import font_css

_ON_ONE_PAGE = ((8, 2, 9), (12, 3, 2))
"""Up to how many signatories may stand on one page with the seal: in how many columns, and with how many
languages at most; more stand in two columns on several pages."""
_HTML, _CSS = "declarations/pdf/declaration.html", "declarations/pdf/declaration.css"
_ROWS = ((4, False), (4, True), (3, False), (3, True), (2, False), (2, True))
"""Most pairs of signatories on a page, and whether the last pages hold one more than the first ones (or the
other way round): the first way that leaves nobody alone is taken."""


@dataclass(frozen=True, slots=True)
class _Text:
    language: str
    title: str
    conference: str
    between: str
    opening: str
    place: str
    preamble: list[str]
    points: list[str]
    testimonium: str


def languages_of(declaration: Declaration, original: Original | None = None) -> list[str]:
    """The languages of an original's texts (of all texts, without one), the leading one first: the language whose
    alphabet orders the signatories when it is one of them. Nothing on the paper is in another language."""
    bound = [original.language] if original and original.language else declaration.languages
    return sorted(bound, key=lambda language: language != declaration.order_language)


def declaration_pdf(
    declaration: Declaration,
    original: Original,
    signatories: Sequence[Signatory],
    texts: Sequence[FrozenText],
    *,
    act: Act,
    sealed_at: datetime,
    verify_url: str,
    logos: Sequence[tuple[str, bytes]] = (),
    beside: Sequence[EmbeddedFile] = (),
    origins: Mapping[str, Any] | None = None,
) -> Rendered:
    """The original as PDF/A-3a with the record embedded, other files ``beside`` it. ``boxes`` of the result are the
    seal's and each signatory's.

    It is dated by the ``act``; the moment of sealing stands beside the seal, as such.
    ``verify_url`` is printed as a QR code beside the seal; ``logos``: (whose, PNG) above the first title; ``origins``:
    where each adopted word came from (see :func:`eventsys.declarations.footnotes.rules.plain`), None where it was not kept.

    An original that somebody holds names its holder first everywhere. No page has one signatory alone, and the
    seal stands on a page with signatories, or with what it certifies in more than three languages.
    """
    spoken = languages_of(declaration, original)
    leading = spoken[0]
    words = [_text(declaration, original, language, act) for language in spoken]
    first = original.holder_id
    which = {language: original_words(declaration, original, language) for language in spoken}
    rows = [cell_of(s, spoken) for s in sorted(signatories, key=lambda s: s.delegation_id != first)]
    values = {
        "lang": leading,
        "title": declaration.title.get_in([leading]),
        "which": which,
        "texts": words,
        "emphasis": acts_rules.emphasis,
        "seal": SEAL,
        "labels": labels_in(spoken),
        "sealed": [(text.language, _sealed_words(declaration, sealed_at, text.language)) for text in words],
        "verify_url": verify_url,
        "logos": [(whose, f"{IMAGE_SCHEME}logo-{n}") for n, (whose, _png) in enumerate(logos)],
        "qr": f"{IMAGE_SCHEME}qr",
        "hashes": [(own_name(t.language), t.sha256) for t in texts],
    }
    images = {"qr": qr_png(verify_url), **{f"logo-{n}": png for n, (_whose, png) in enumerate(logos)}}

    # in many languages what stands around the signatories has pages of its own, and their grid is chosen first
    many = len(words) > MOST_IN_A_BOX

    def ways() -> Iterator[tuple[str, str]]:
        for columns, sheets in _grids(rows, len(words)):
            grid = {**values, "columns": columns, "sheets": sheets, "many": many}
            with in_language(leading):
                html = render(_HTML, **grid)
                tried = render(_HTML, **grid, bodies=[]) if many else html
            yield tried, html

    return render_first(
        ways(),
        partial(_in_company, signatories, many=many),
        css=(font_css(serif=True), render(_CSS, accent=declaration.conference.paper_accent)),
        variant="pdf/a-3a+ua-1",
        attachments=[
            _embedded(
                record_of(
                    declaration, original, signatories, texts, act=act, sealed_at=sealed_at, origins=origins
                ),
                spoken,
            ),
            *beside,
        ],
        images=images,
    )


def _embedded(record: Mapping[str, Any], spoken: Sequence[str]) -> EmbeddedFile:
    return EmbeddedFile(
        "declaration.json",
        json.dumps(record, ensure_ascii=False, indent=1).encode(),
        description=in_one_line(spoken, lambda _code: _("The adopted texts and the list of signatories")),
        relationship="Data",
    )


_Sheets = list[list[list[Cell]]]


def _grids(cells: Sequence[Cell], languages: int) -> Iterator[tuple[int, _Sheets]]:
    """Ways to set the signatories, the calmest first: columns, and pages of rows. No way comes twice."""
    seen: list[_Sheets] = []
    for columns, sheets in _ways(cells, languages):
        if sheets not in seen:
            seen.append(sheets)
            yield columns, sheets


def _ways(cells: Sequence[Cell], languages: int) -> Iterator[tuple[int, _Sheets]]:
    for most, columns, tongues in _ON_ONE_PAGE:
        if len(cells) <= most and languages <= tongues:
            yield columns, [_in_rows(cells, columns)]
    pairs = _in_rows(cells, 2)
    for most, more_at_the_end in _ROWS:
        pages = ceil(len(pairs) / most)
        sizes = sorted(((len(pairs) + n) // pages for n in range(pages)), reverse=not more_at_the_end)
        yield 2, [pairs[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(pages)]


def _in_rows(cells: Sequence[Cell], columns: int) -> list[list[Cell]]:
    return [list(cells[n : n + columns]) for n in range(0, len(cells), columns)]


def _in_company(signatories: Sequence[Signatory], boxes: Mapping[str, Box], *, many: bool) -> bool:
    pages = Counter(boxes[box_of(s)].page for s in signatories)
    lonely = len(signatories) > 1 and 1 in pages.values()
    # Sheets are even: a page with two pairs less than another is what ran over from the one before.
    spilled = max(pages.values()) - min(pages.values()) > 3
    return not lonely and not spilled and (many or boxes[SEAL].page in pages)


def _sealed_words(declaration: Declaration, moment: datetime, language: str) -> str:
    zone = declaration.conference.zone
    local = moment.astimezone(zone)
    with in_language(language):
        words = _(
            "Sealed on %(day)s at %(time)s (%(zone)s).",
            day=written_day(local.date()),
            time=clock_time(moment, zone),
            zone=utc_words(local),
        )
    return str(words)


def utc_words(local: datetime) -> str:
    """How far a moment's own clock is from UTC.

    >>> utc_words(datetime(2013, 11, 19, tzinfo=ZoneInfo("Asia/Kolkata")))
    'UTC+5:30'
    """
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _text(declaration: Declaration, original: Original, language: str, act: Act) -> _Text:
    conference = declaration.conference
    order = fallbacks(language, conference.languages)
    where, done_on = act.place.get_in(order), act.done_on
    with in_language(language):
        place_and_day = _("%(place)s, %(day)s", place=where, day=written_day(done_on))
        done = testimonium(declaration, where, written_day(done_on))
        opening = _opening(declaration, original, language)
    return _Text(
        language,
        acts_rules.plain(declaration.title[language]),
        conference.title.get(language, ""),  # no line rather than one in another language
        between_words(declaration, language, original.holder_id),
        opening,
        place_and_day,
        [p.text[language] for p in declaration.paragraphs if p.part == ParagraphKind.PREAMBLE],
        [p.text[language] for p in declaration.paragraphs if p.part == ParagraphKind.POINT],
        done,
    )


def _opening(declaration: Declaration, original: Original, language: str) -> str:
    """An agreement begins with its parties, the holder of the original first; "" of a declaration."""
    if not declaration.is_agreement:
        return ""
    parties = party_words(declaration, language, original.holder_id)
    words = str(_("%(parties)s, hereinafter called “the parties”,", parties=parties))
    return words[:1].upper() + words[1:]


def record_of(
    declaration: Declaration,
    original: Original,
    signatories: Sequence[Signatory],
    texts: Sequence[FrozenText],
    *,
    act: Act,
    sealed_at: datetime,
    origins: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The embedded record: what was adopted, in which words, where these came from, where and when, and who signs."""
    conference = declaration.conference
    return {
        "kind": declaration.kind,
        "id": str(declaration.public_id),
        "original": {
            "id": str(original.public_id),
            "number": original.number,
            "language": original.language,
            "holder": original.holder.city.code if original.holder else None,
        },
        "conference": {
            "network": conference.network.code,
            "edition": conference.edition,
            "title": conference.title,
        },
        "title": declaration.title,
        "place": act.place,
        "done_on": act.done_on.isoformat(),
        "adopted_on": act.adopted_on.isoformat() if act.adopted_on else None,
        "sealed_at": sealed_at.isoformat(),
        "adoption": declaration.adoption,
        "parties": [{"city": p.delegation.city.code, "name": p.name} for p in declaration.parties],
        "texts": [{"language": t.language, "sha256": t.sha256, "content": t.content} for t in texts],
        **({"origins": origins} if origins else {}),
        "signatories": [
            {
                "field": box_of(s),
                "city": s.city,
                "native_city": s.native_city,
                "name": s.name,
                "native_name": s.native_name,
                "office": s.office,
                "by_proxy": s.by_proxy,
                "principal": s.principal,
                "powers_sha256": s.powers_digest,
            }
            for s in signatories
        ],
    }
