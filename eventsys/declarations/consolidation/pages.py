"""What the desk of amendments shows: a page of its list, and the ways through it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventsys.core.words.tags import own_name
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import Amendment, AmendmentState
from eventsys.declarations.consolidation import queries

PAGE = 20
Places = Sequence[tuple[int | None, AmendmentState, int]]


def desk_url(declaration: Declaration, **values: object) -> str:
    return url_for(
        "declarations.amendments",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        **values,  # type: ignore[arg-type]  # texts and numbers of a query
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

    def read_in(code: str) -> dict[str, Any]:
        return {"in": code}  # no name of an argument, as it is a word of Python

    return [
        {
            "label": own_name(code),
            "url": url_for("declarations.consolidated", slug=slug, declaration_id=number, **read_in(code)),
            "current": code == chosen,
        }
        for code in declaration.languages
    ]
