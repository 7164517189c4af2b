"""What the desk of amendments shows: how far the draft is agreed, in figures, and a page of the list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from eventsys.core.web.filters import loc
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts.documents import place_words
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import KIND_WORDS, Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.consolidation import queries, rules
from eventsys.declarations.consolidation.rules import Standing
from eventsys.declarations.decisions import rules as decisions_rules
from eventsys.declarations.decisions.documents import proposal_of
from eventsys.declarations.voting.models import MANNER_WORDS
from eventsys.registration.delegations.models import Delegation

PAGE = 20
Places = Sequence[tuple[int | None, AmendmentState, int]]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A paragraph of the draft, with where its amendments are listed."""

    paragraph: Paragraph
    words: str
    standing: Standing
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """``kinds``, ``cities``: (words, how many) of what waits for a decision; ``decided``: of the rest, how. ``bracketed``:
    paragraphs in brackets; ``agreed``: the share of the draft's words that nobody would change, in percent."""

    places: list[PlaceLine]
    kinds: list[tuple[str, int]]
    cities: list[tuple[str, int]]
    decided: list[tuple[str, int]]
    undecided: int
    bracketed: int
    options: int
    colliding: int
    agreed: int


def desk_url(declaration: Declaration, **values: object) -> str:
    return url_for(
        "declarations.amendments",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        **values,  # type: ignore[arg-type]  # texts and numbers of a query
    )


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


def figures(
    declaration: Declaration, waiting: Sequence[Amendment], cities: Iterable[Delegation], at: str
) -> Figures:
    """``at``: the hex of the paragraph whose amendments are listed, "" for all."""
    found = standings(declaration, waiting)
    kinds: Counter[AmendmentKind] = Counter()
    by_city: Counter[int] = Counter()
    for kind, delegation, number in queries.undecided_by_kind(declaration):
        kinds[kind] += number
        by_city[delegation] += number
    names = {one.id: loc(one.city_name) for one in cities}
    lines = [_line(declaration, p, found[p.id], at) for p in declaration.paragraphs]
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


def _line(declaration: Declaration, paragraph: Paragraph, standing: Standing, at: str) -> PlaceLine:
    key = paragraph.public_id.hex
    return PlaceLine(
        paragraph,
        place_words(paragraph.part, paragraph.position),
        standing,
        desk_url(declaration, at=key),
        key == at,
    )


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some amendments of a list, those to others beside them, and where the list goes on."""

    amendments: list[Amendment]
    total: int
    prev_url: str | None
    next_url: str | None


def list_page(
    found: Sequence[tuple[int, int]], asked: Mapping[str, str], url: Callable[[int], str]
) -> ListPage:
    """``found``: (id, number) in reading order; ``asked``: the page asked for (``page``) or the amendment that is to stand
    on it (``near``: its label); ``url`` of a page. Amendments to others never part from them."""
    numbers = list(dict.fromkeys(number for _id, number in found))
    near = asked.get("near", "").partition(".")[0]
    page = int(asked.get("page", "")) if asked.get("page", "").isdecimal() else 1
    if near.isdecimal() and int(near) in numbers:
        page = 1 + numbers.index(int(near)) // PAGE
    last = max(1, -(-len(numbers) // PAGE))
    page = min(max(page, 1), last)
    here = set(numbers[(page - 1) * PAGE : page * PAGE])
    return ListPage(
        queries.of_ids([one for one, number in found if number in here]),
        len(found),
        url(page - 1) if page > 1 else None,
        url(page + 1) if page < last else None,
    )


def state_chips(declaration: Declaration, places: Places, wanted: str) -> list[dict[str, object]]:
    """All, and each state that there is, with how many."""
    counts: Counter[str] = Counter()
    for _paragraph, state, number in places:
        counts[state] += number
    return [
        {
            "label": amendments_rules.state_words(state),
            "url": desk_url(declaration, state=state.value),
            "current": str(state) == wanted,
            "count": counts[state],
        }
        for state in AmendmentState
        if counts[state]
    ]


def tongue_chips(declaration: Declaration, chosen: str) -> list[dict[str, object]]:
    """The languages in which the text with its proposals may be read."""
    slug, number = declaration.conference.slug, declaration.public_id
    return [
        {
            "label": own_name(code),
            "url": url_for("declarations.consolidated", slug=slug, declaration_id=number, **{"in": code}),
            "current": code == chosen,
        }
        for code in declaration.languages
    ]
