"""The declaration on paper: the adopted texts, the record as JSON, a box for the seal and each signatory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from eventsys.core.render import render
from eventsys.core.web.filters import clock_time
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.documents import between_words, party_words, testimonium
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.completion.models import FrozenText
from eventsys.declarations.grids.documents import in_capitals, signature_pages
from eventsys.declarations.signatories.documents import (
    MOST_IN_A_BOX,
    cell_of,
    in_one_line,
    labels_in,
    languages_in_box,
    written_day,
)
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.signatories.rules import SEAL, box_of
from eventsys.declarations.stages.documents import original_words, reference_of
from eventsys.declarations.stages.models import Original
from eventsys.declarations.typesetting.documents import page_by_page, set_texts
from eventsys.declarations.typesetting.rules import SPACINGS, kept_end
from eventsys.pdf.layout.qr import qr_png
from eventsys.pdf.layout.render import IMAGE_SCHEME, EmbeddedFile, Rendered
from eventsys.pdf.layout.render import render as render_pdf
from eventsys.pdf.shaping.capitals import has_small_capitals
from eventsys.pdf.shaping.fonts import font_css

_HTML, _CSS = "declarations/pdf/declaration.html", "declarations/pdf/declaration.css"
_SHORT = 600
"""Signs of a point that is kept on one page; a longer one may go on on the next."""


@dataclass(frozen=True, slots=True)
class OrganiserOnPaper:
    """``logo``: as PNG, empty without one."""

    name: Localized
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class TextOnPaper:
    """One language of a document, as it is set."""

    language: str
    title: str
    organisers: list[tuple[str, bool]]
    """Their names where they have one in this language, and whether in small capitals."""
    logos: list[str]
    """Whose they are."""
    conference: str
    between: str
    opening: str
    place: str
    preamble: list[str]
    points: list[str]
    testimonium: tuple[str, str]
    """See :func:`kept_end`."""


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
    organisers: Sequence[OrganiserOnPaper] = (),
    beside: Sequence[EmbeddedFile] = (),
    origins: Mapping[str, Any] | None = None,
) -> Rendered:
    """The original as PDF/A-3a with the record embedded, other files ``beside`` it. ``boxes`` of the result are the
    seal's and each signatory's.

    It is dated by the ``act``; the moment of sealing stands beside the seal, as such.
    ``verify_url`` is printed as a QR code beside the seal and on each page of text; ``organisers``, in their order,
    head each text; ``origins``: where each adopted word came from (see
    :func:`eventsys.declarations.footnotes.rules.plain`), None where it was not kept.

    An original that somebody holds names its holder first everywhere. The signatories stand in one even grid, none alone
    on a page, and the seal with them; in more than three languages a box speaks the leading one, and the clauses and
    what the seal certifies have pages of their own.
    """
    spoken = languages_of(declaration, original)
    leading, first = spoken[0], original.holder_id
    many = len(spoken) > MOST_IN_A_BOX
    words = [text_on_paper(declaration, language, act, organisers, first, narrow=many) for language in spoken]
    which = {language: original_words(declaration, original, language) for language in spoken}
    heads = [(text.language, " · ".join(filter(None, (text.title, which[text.language])))) for text in words]
    labels = labels_in(spoken)
    cells = [
        cell_of(s, languages_in_box(spoken))
        for s in sorted(signatories, key=lambda s: s.delegation_id != first)
    ]
    sealed = [(text.language, _sealed_words(declaration, sealed_at, text.language)) for text in words]
    hashes = [{"language": t.language, "name": own_name(t.language), "sha256": t.sha256} for t in texts]
    emblems = [one.logo for one in organisers if one.logo]
    images = {"qr": qr_png(verify_url), **{f"logo-{n}": png for n, png in enumerate(emblems)}}
    qr, accent = f"{IMAGE_SCHEME}qr", declaration.conference.paper_accent

    def css(pages: int) -> tuple[str, str]:
        return font_css(serif=True), render(_CSS, accent=accent, code=qr, spacings=SPACINGS, pages=pages)

    here = {  # what macros ask for, wherever they draw
        "reference": reference_of(declaration, original),
        "which": which,
        "logos": [f"{IMAGE_SCHEME}logo-{n}" for n in range(len(emblems))],
        "emphasis": acts_rules.emphasis,
        "short": _SHORT,
        "seal": SEAL,
        "many": many,
        "labels": labels,
        "sealed": sealed,
        "hashes": hashes,
        "qr": qr,
    }
    values = {
        **here,
        "here": here,
        "lang": leading,
        "title": declaration.title.get_in([leading]),
        "texts": words,
        "heads": heads[:1] if many else heads,
        "headings": labels["signatures"][:1] if many else labels["signatures"],
        "caps": in_capitals(cells),
    }
    with in_language(leading):
        pages = signature_pages(cells, values, css=css(0), images=images)
        settings = set_texts(words, values, css=css(0), images=images)
        html = render(
            _HTML,
            **values,
            cells=cells,
            settings=settings,
            grid=pages.grid,
            clauses=pages.clauses,
            certificates=pages.certificates,
        )
    record = record_of(
        declaration, original, signatories, texts, act=act, sealed_at=sealed_at, origins=origins
    )
    attachments = [_embedded(record, spoken), *beside]
    return page_by_page(
        lambda count: render_pdf(
            html, css=css(count), variant="pdf/a-3a+ua-1", attachments=attachments, images=images
        ),
        foreseen=pages.count + sum(one.pages for one in settings.values()),
    )


def _embedded(record: Mapping[str, Any], spoken: Sequence[str]) -> EmbeddedFile:
    return EmbeddedFile(
        "declaration.json",
        json.dumps(record, ensure_ascii=False, indent=1).encode(),
        description=in_one_line(spoken, lambda _code: _("The adopted texts and the list of signatories")),
        relationship="Data",
    )


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


def text_on_paper(
    declaration: Declaration,
    language: str,
    act: Act,
    organisers: Sequence[OrganiserOnPaper] = (),
    holder: int | None = None,
    *,
    narrow: bool = False,
) -> TextOnPaper:
    """The texts of a ``language`` as they are adopted; the ``holder`` (delegation id) of an original is named first.
    ``narrow``: the clause stands in a column."""
    conference = declaration.conference
    order = fallbacks(language, conference.languages)
    where, done_on = act.place.get_in(order), act.done_on
    names = [one.name[language] for one in organisers if one.name.get(language)]
    with in_language(language):
        place_and_day = _("%(place)s, %(day)s", place=where, day=written_day(done_on))
        done = testimonium(declaration, where, written_day(done_on))
        opening = _opening(declaration, holder, language)
    return TextOnPaper(
        language,
        acts_rules.plain(declaration.title[language]),
        [(name, has_small_capitals(name)) for name in names],
        [one.name.get_in(order) for one in organisers if one.logo],
        conference.title.get(language, ""),  # no line rather than one in another language
        between_words(declaration, language, holder),
        opening,
        place_and_day,
        [p.text[language] for p in declaration.paragraphs if p.part == ParagraphKind.PREAMBLE],
        [p.text[language] for p in declaration.paragraphs if p.part == ParagraphKind.POINT],
        kept_end(done, together=2, most=24) if narrow else kept_end(done, together=4, most=40),
    )


def _opening(declaration: Declaration, holder: int | None, language: str) -> str:
    """An agreement begins with its parties, the holder of the original first; "" of a declaration."""
    if not declaration.is_agreement:
        return ""
    parties = party_words(declaration, language, holder)
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
            "holder": original.holder.party.code if original.holder else None,
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
        "parties": [{"city": p.delegation.party.code, "name": p.name} for p in declaration.parties],
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
