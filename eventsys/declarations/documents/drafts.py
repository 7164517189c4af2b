"""Working papers: the draft with its brackets, and the table of amendments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from eventsys.core.filters import daterange, day
from eventsys.core.languages import OWN_NAMES, current, fallbacks, in_language, list_words
from eventsys.core.languages import gettext as _
from eventsys.core.render import render
from eventsys.core.signs import code_points
from eventsys.core.text import Localized
from eventsys.declarations import rules
from eventsys.declarations.documents.clauses import clause_words, place_words
from eventsys.declarations.models import (
    AMENDMENT_WORDS,
    DECLARATION_WORDS,
    KIND_WORDS,
    Amendment,
    AmendmentKind,
    AmendmentState,
    Declaration,
    DeclarationState,
    Part,
)
from eventsys.pdf.layout.blanks import MARK, marked
from eventsys.pdf.layout.render import Rendered
from eventsys.pdf.shaping.fonts import font_css

__all__ = ["Alternative", "Row", "amendments_pdf", "draft_html", "draft_pdf", "draft_rows"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """What an amendment in brackets puts beside the present words: other ones in ``language``, or a ``remark``."""

    city: str
    words: str = ""
    language: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the draft; ``number`` is None in the preamble and for an insertion in brackets.

    ``disputed``: its own words stand in brackets.
    """

    part: Part
    number: int | None
    words: str
    disputed: bool = False
    alternatives: tuple[Alternative, ...] = ()


def proposer(amendment: Amendment) -> str:
    return amendment.delegation.city_name.get_in(fallbacks())


def _alternative(amendment: Amendment, language: str) -> Alternative:
    city = proposer(amendment)
    if amendment.kind == AmendmentKind.DELETE:
        return Alternative(city, remark=_("delete"))
    if amendment.kind == AmendmentKind.MOVE:
        return Alternative(city, remark=_("move to number %(number)s", number=amendment.place))
    said = language if language in amendment.text else next(iter(amendment.text), language)
    return Alternative(city, amendment.text.get(said, ""), said)


def draft_rows(declaration: Declaration, amendments: Sequence[Amendment], language: str) -> list[Row]:
    """The draft in one language, with what stands in brackets; remarks are in that language too."""
    bracketed = [one for one in amendments if one.state == AmendmentState.BRACKETED]
    rows: list[Row] = []
    with in_language(language):
        for part in Part:
            rows += _inserted(bracketed, None, part, language)
            for paragraph in (p for p in declaration.paragraphs if p.part == part):
                about = [
                    one
                    for one in bracketed
                    if one.paragraph_id == paragraph.id and one.kind != AmendmentKind.INSERT
                ]
                number = paragraph.position if part == Part.POINT else None
                alternatives = tuple(_alternative(one, language) for one in about)
                rows.append(Row(part, number, paragraph.text.get(language, ""), bool(about), alternatives))
                rows += _inserted(bracketed, paragraph.id, part, language)
    return rows


def _inserted(bracketed: Sequence[Amendment], after: int | None, part: Part, language: str) -> list[Row]:
    found = [
        one
        for one in bracketed
        if one.kind == AmendmentKind.INSERT and (one.paragraph_id, one.part) == (after, part)
    ]
    return [Row(part, None, "", True, (_alternative(one, language),)) for one in found]


def laid_out(html: Callable[[str], str]) -> Rendered:
    """A working paper, tagged for screen readers (PDF/UA-1). ``html`` makes its page around a sentence that tells which
    signs no font here draws; they are marked."""
    how: dict[str, Any] = {"css": (font_css(serif=True),), "variant": "pdf/ua-1"}
    found = marked(html(""), **how)
    if not found.missing:
        return found
    signs = list_words([code_points(sign) for sign in sorted(found.missing)])
    told = _("No font here can draw %(signs)s; %(mark)s stands in their place.", signs=signs, mark=MARK)
    return marked(html(told), **how)


def paper_values(declaration: Declaration, title: str, now: datetime) -> dict[str, Any]:
    """What every paper says of its conference, in the language in force."""
    conference, order = declaration.conference, fallbacks(languages=declaration.conference.languages)
    city = conference.host_name.get_in(order)
    local = now.astimezone(ZoneInfo(conference.timezone)).date()
    return {
        "lang": current(),
        "title": title,
        "conference_title": conference.title.get_in(order),
        "place": ", ".join(filter(None, (conference.venue.get_in(order), city))),
        "dates": daterange(conference.starts, conference.ends),
        "issued": day(local),
        "emphasis": rules.emphasis,
    }


def draft_html(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    *,
    languages: Sequence[str],
    now: datetime,
    lacking: str = "",
) -> str:
    """A page that stands alone, in the language in force; the texts in ``languages``, one after the other."""
    title = declaration.title.get_in(fallbacks(languages=declaration.languages))
    texts = [
        {
            "language": code,
            "name": OWN_NAMES.get(code, code),
            "title": declaration.title.get(code, ""),
            "rows": draft_rows(declaration, amendments, code),
            "clauses": clause_words(declaration, code),
        }
        for code in languages
    ]
    state = DECLARATION_WORDS[DeclarationState(declaration.state)]
    version = _("Draft, version %(number)s: %(state)s", number=declaration.version, state=state)
    return render(
        "declarations/pdf/draft.html",
        **paper_values(declaration, title, now),
        texts=texts,
        version=version,
        lacking=lacking,
        Part=Part,
    )


def draft_pdf(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    *,
    languages: Sequence[str],
    now: datetime,
) -> Rendered:
    """The draft as a paper; ``missing`` are signs that are marked in it."""
    return laid_out(
        lambda lacking: draft_html(declaration, amendments, languages=languages, now=now, lacking=lacking)
    )


def amendments_pdf(declaration: Declaration, amendments: Sequence[Amendment], *, now: datetime) -> Rendered:
    """The table of amendments by paragraph, in the language in force."""
    rows = [
        {
            "number": one.number,
            "place": _place(one),
            "city": proposer(one),
            "kind": str(KIND_WORDS[AmendmentKind(one.kind)]),
            "was": _words(one.was, one.text, declaration.languages),
            "proposed": _words(one.text, one.text, declaration.languages),
            "move": one.place,
            "reason": one.reason,
            "state": str(AMENDMENT_WORDS[AmendmentState(one.state)]),
            "note": one.note,
        }
        for one in amendments
    ]
    title = _(
        "Amendments to “%(title)s”",
        title=declaration.title.get_in(fallbacks(languages=declaration.languages)),
    )
    values = {
        **paper_values(declaration, title, now),
        "rows": rows,
        "wide": True,
        "version": declaration.version,
    }
    return laid_out(lambda lacking: render("declarations/pdf/amendments.html", **values, lacking=lacking))


def _words(text: Localized, concerned: Localized, languages: Sequence[str]) -> list[tuple[str, str]]:
    """(language, words) in the languages a proposal speaks of; in the leading one when it names none."""
    wanted = [code for code in languages if code in concerned] or list(languages[:1])
    return [(code, text[code]) for code in wanted if code in text]


def _place(amendment: Amendment) -> str:
    """Where it stands now, or stood when its paragraph was there."""
    found = amendment.paragraph
    part = Part(found.part if found else amendment.part)
    number = found.position if found else amendment.at
    if number == 0:
        return str(_("Beginning of the points") if part == Part.POINT else _("Beginning of the preamble"))
    where = place_words(part, number)
    return str(_("after: %(place)s", place=where)) if amendment.kind == AmendmentKind.INSERT else where
