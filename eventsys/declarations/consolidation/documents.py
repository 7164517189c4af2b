"""The table of amendments, how far a draft is agreed, and the text with every proposal: for pages and on paper."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from eventsys.core.render import render
from eventsys.core.web.filters import listed, marked, moment, told
from eventsys.core.words.changes import Runs, word_changes
from eventsys.core.words.languages import fallbacks, in_language, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.documents import place_words
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.declarations.acts.rules import plain
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.documents import laid_out, paper_values, place_of, proposer
from eventsys.declarations.amendments.models import KIND_WORDS, Amendment, AmendmentKind
from eventsys.declarations.consolidation import queries, rules
from eventsys.declarations.consolidation.rules import Figures, Marked, PlaceLine, Standing
from eventsys.declarations.decisions import rules as decisions_rules
from eventsys.declarations.decisions.documents import AmendmentView, proposal_of, views
from eventsys.declarations.decisions.rules import Proposal
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.voting.models import MANNER_WORDS, Question
from eventsys.declarations.voting.rules import choice_words
from eventsys.pdf.layout.render import Rendered
from eventsys.registration.delegations.models import Delegation


@dataclass(frozen=True, slots=True)
class Inserted:
    """A paragraph that a city would put in."""

    label: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class ConsolidatedRow:
    """A paragraph with its proposals; None instead of one at the beginning of a part, after which paragraphs are put in.

    ``moves``: label and the number that it would get; ``bracketed``: labels of those in brackets."""

    paragraph: Paragraph | None
    part: ParagraphKind
    where: str
    marked: Marked
    moves: list[tuple[str, int]]
    inserted: list[Inserted]
    bracketed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """``cities``: of each proposal's label its city; ``ids``: the amendment itself."""

    rows: list[ConsolidatedRow]
    cities: dict[str, Markup]
    ids: dict[str, Amendment]


def consolidated_rows(declaration: Declaration, waiting: Sequence[Amendment], language: str) -> Consolidated:
    """The text in ``language`` in reading order, with what is proposed and not decided (``waiting``)."""
    at: dict[tuple[int | None, str], list[Amendment]] = defaultdict(list)
    for one in waiting:
        if one.parent_id is None:
            at[one.paragraph_id, one.part].append(one)
    rows = []
    for part in ParagraphKind:
        if beginning := at.get((None, part)):
            rows.append(_row(None, part, beginning, language))
        rows += [
            _row(p, part, at.get((p.id, part), []), language)
            for p in declaration.paragraphs
            if p.part == part
        ]
    top = [one for one in waiting if one.parent_id is None]
    return Consolidated(rows, {one.label: proposer(one) for one in top}, {one.label: one for one in top})


def _row(
    paragraph: Paragraph | None, part: ParagraphKind, about: Sequence[Amendment], language: str
) -> ConsolidatedRow:
    others: list[Proposal] = [proposal_of(one) for one in about if one.kind != AmendmentKind.INSERT]
    inserted = []
    for one in about:
        if one.kind == AmendmentKind.INSERT:
            said = language if language in one.text else next(iter(one.text), language)
            inserted.append(Inserted(one.label, plain(one.text.get(said, "")), said))
    return ConsolidatedRow(
        paragraph,
        part,
        place_words(part, paragraph.position) if paragraph else place_of(about[0]),
        rules.marked_in(paragraph.text, others, language) if paragraph else Marked(),
        [(one.label, one.place) for one in about if one.kind == AmendmentKind.MOVE and one.place],
        inserted,
        frozenset(one.label for one in about if one.in_brackets),
    )


@in_own_words
def consolidated_pdf(declaration: Declaration, waiting: Sequence[Amendment], *, now: datetime) -> Rendered:
    """The text with its proposals, one language after the other; in the language in force around it."""
    title = marked(declaration.title, fallbacks(languages=declaration.languages))
    texts = []
    for code in declaration.languages:
        with in_language(code):
            found = consolidated_rows(declaration, waiting, code)
        texts.append(
            {
                "language": code,
                "name": own_name(code),
                "title": declaration.title.get(code, ""),
                "found": found,
            }
        )
    values = {
        **paper_values(declaration, title, now),
        "texts": texts,
        "version": declaration.version,
        "ParagraphKind": ParagraphKind,
    }
    return laid_out(lambda lacking: render("declarations/pdf/consolidated.html", **values, lacking=lacking))


# ---- how far it is agreed --------------------------------------------------------------------------------------


def standings(declaration: Declaration, waiting: Sequence[Amendment]) -> dict[int, Standing]:
    """Paragraph id to its figures; ``waiting``: amendments without a decision."""
    by_paragraph: dict[int, list[Amendment]] = defaultdict(list)
    for one in waiting:
        if one.paragraph_id is not None and one.parent_id is None:
            by_paragraph[one.paragraph_id].append(one)
    found = {p.id: _standing(p, by_paragraph[p.id], declaration.languages) for p in declaration.paragraphs}
    for paragraph, state, number in queries.by_place(declaration):
        if paragraph in found:
            if state in amendments_rules.UNDECIDED:
                found[paragraph].undecided += number
            else:
                found[paragraph].decided += number
    return found


def _standing(paragraph: Paragraph, about: Sequence[Amendment], languages: Sequence[str]) -> Standing:
    there = [one for one in about if one.kind != AmendmentKind.INSERT]
    proposals = [proposal_of(one) for one in there]
    texts = [rules.marked_in(paragraph.text, proposals, code) for code in languages if code in paragraph.text]
    met = decisions_rules.collisions(proposals, paragraph.text)
    return Standing(
        options=max((text.options for text in texts), default=0),
        colliding=sum(bool(others) for others in met.values()),
        bracketed=any(one.in_brackets for one in about)
        or any(amendments_rules.has_bracket(words) for words in paragraph.text.values()),
        agreed=min((text.agreed for text in texts), default=1.0),
    )


def figures(declaration: Declaration, waiting: Sequence[Amendment], cities: Iterable[Delegation]) -> Figures:
    """How far the draft is agreed; ``waiting``: amendments without a decision."""
    found = standings(declaration, waiting)
    kinds: Counter[AmendmentKind] = Counter()
    by_city: Counter[int] = Counter()
    for kind, delegation, number in queries.undecided_by_kind(declaration):
        kinds[kind] += number
        by_city[delegation] += number
    order = fallbacks(languages=declaration.conference.languages)
    names = {one.id: marked(one.city_name, order) for one in cities}
    lines = [PlaceLine(p, place_words(p.part, p.position), found[p.id]) for p in declaration.paragraphs]
    letters = [(len("".join(str(p.text).split())), found[p.id].agreed) for p in declaration.paragraphs]
    total = sum(length for length, _share in letters) or 1
    whole = Standing(undecided=sum(kinds.values()), agreed=sum(n * share for n, share in letters) / total)
    return Figures(
        lines,
        [(str(KIND_WORDS[kind]), number) for kind, number in kinds.most_common()],
        [(names.get(one, "—"), number) for one, number in by_city.most_common()],
        _decided(declaration),
        whole.undecided,
        sum(one.bracketed for one in found.values()),
        sum(one.options for one in found.values()),
        sum(one.colliding for one in found.values()),
        whole.percent,
    )


def _decided(declaration: Declaration) -> list[tuple[str, int]]:
    words: Counter[str] = Counter()
    for state, manner, number in queries.decided_by_manner(declaration):
        how = str(amendments_rules.state_words(state))
        words[f"{how}, {MANNER_WORDS[manner]}" if manner else how] += number
    return list(words.items())


# ---- the table --------------------------------------------------------------------------------------------------


def amendments_pdf(declaration: Declaration, *, now: datetime) -> Rendered:
    """The table of all amendments by paragraph, in the language in force: those to others under them, what collides, what
    was decided in which manner, and the roll of a roll call."""
    every = amendments_queries.amendments(declaration)
    rows = [
        row
        for view in views(declaration, every, every)
        for row in (_line(view, declaration), *(_line(one, declaration) for one in view.under))
    ]
    called = marked(declaration.title, fallbacks(languages=declaration.languages))
    title = told(_("Amendments to “%(title)s”"), title=called)
    order = fallbacks(languages=declaration.conference.languages)
    rolls = {one.question.number: one.question for one in every if one.question and one.question.roll}
    values = {
        **paper_values(declaration, title, now),
        "rows": rows,
        "rolls": [(number, roll_words(question, order)) for number, question in sorted(rolls.items())],
        "wide": True,
        "figures": figures(declaration, _waiting(every), {one.delegation for one in every})
        if every
        else None,
        "version": declaration.version,
    }
    return laid_out(lambda lacking: render("declarations/pdf/amendments.html", **values, lacking=lacking))


def _waiting(every: Sequence[Amendment]) -> list[Amendment]:
    return [one for one in every if one.state in amendments_rules.UNDECIDED]


def _line(view: AmendmentView, declaration: Declaration) -> Mapping[str, Any]:
    one = view.amendment
    zone = declaration.conference.timezone
    return {
        "number": one.label,
        "place": place_of(one) if one.parent_id is None else _("to amendment %(number)s", number=one.number),
        "city": proposer(one),
        "kind": str(KIND_WORDS[one.kind]),
        "words": [(code, _of_paper(runs)) for code, runs in view.words],
        "first": [
            (code, _of_paper(word_changes(plain(one.first.get(code, "")), plain(one.text.get(code, "")))))
            for code, _runs in view.first
        ],
        "move": one.place,
        "reason": one.reason,
        "collides": list_words(list(dict.fromkeys(other.other for other in view.collides))),
        "state": amendments_rules.state_words(one.state),
        "decided": view.decided,
        "vote": one.question.number if one.question and one.decided_at else None,
        "when": moment(one.decided_at, zone) if one.decided_at else "",
        "note": one.note,
    }


def _of_paper(runs: Runs) -> list[tuple[str, str]]:
    return [(str(kind), words) for kind, words in runs]


def roll_words(question: Question, order: Sequence[str]) -> list[tuple[str, str]]:
    """(choice, the cities that made it) of a roll call, in the language in force, else in the first of ``order``."""
    said: dict[str, list[Markup]] = defaultdict(list)
    for one in question.roll:
        name = marked(Localized(one["name"]), order)
        said[one["choice"]].append(told(_("%(city)s (by proxy)"), city=name) if one["proxy"] else name)
    return [(choice_words(choice), listed(cities)) for choice, cities in said.items()]
