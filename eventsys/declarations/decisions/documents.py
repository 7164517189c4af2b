"""An amendment as pages and papers show it: what it changes word by word, what collides with it, what was decided and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eventsys.core.words.changes import Runs, word_changes
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.rules import plain
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.amendments.rules import AmendmentAction
from eventsys.declarations.decisions import rules
from eventsys.declarations.decisions.errors import Clash
from eventsys.declarations.decisions.rules import Collides, Proposal
from eventsys.declarations.voting.rules import choice_words, result_words

MOST_COLLISIONS = 5
"""Named one by one; of more, how many there are."""


@dataclass(slots=True)
class AmendmentView:
    """``words``: language and the runs of its words, kept, taken out, put in; ``first``: the same from the words proposed
    at first to those it proposes now; ``clashes``: where the present words were changed in the same places since."""

    amendment: Amendment
    words: list[tuple[str, Runs]]
    first: list[tuple[str, Runs]]
    may: frozenset[AmendmentAction]
    decided: str
    collides: list[Collides] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    under: list[AmendmentView] = field(default_factory=list)

    @property
    def lapsed_with(self) -> str:
        """The amendment that it was proposed to, and that was taken back."""
        one = self.amendment
        return one.parent.label if one.has_lapsed and one.parent is not None else ""

    @property
    def others(self) -> list[str]:
        """Labels of the amendments that it collides with."""
        return list(dict.fromkeys(one.other for one in self.collides))

    @property
    def waits(self) -> bool:
        """Whether amendments to it have to be decided first."""
        return AmendmentAction.WITHDRAW in self.may and AmendmentAction.ACCEPT not in self.may

    def vote_of(self, city: str) -> str:
        """How the city of that code voted in the roll call that decided, in words; "" where there was none."""
        question = self.amendment.question if self.decided else None
        roll = question.roll if question else []
        return next((choice_words(one["choice"]) for one in roll if one["city"] == city), "")

    @property
    def named(self) -> list[Collides]:
        return self.collides[:MOST_COLLISIONS]

    @property
    def unnamed(self) -> int:
        return max(len(self.collides) - MOST_COLLISIONS, 0)


def view_of(declaration: Declaration, one: Amendment, awaited: set[int]) -> AmendmentView:
    """Without what is under it, and without collisions."""
    may = amendments_rules.possible_with(
        declaration.state,
        one.state,
        one.kind,
        to_another=one.parent_id is not None,
        awaits=one.id in awaited,
        being_voted=one.being_voted,
    )
    codes = [code for code in declaration.languages if code in one.text]
    if one.kind == AmendmentKind.DELETE:
        codes = [code for code in declaration.languages if code in one.was]
    was = one.was if one.kind != AmendmentKind.INSERT else Localized()
    return AmendmentView(
        one,
        _runs(was, one.text, codes),
        _runs(one.first, one.text, [c for c in codes if one.first and one.first.get(c) != one.text.get(c)]),
        may,
        result_words(one.question) if one.decided_at and one.question else "",
    )


def _runs(
    before: Mapping[str, str], after: Mapping[str, str], codes: Iterable[str]
) -> list[tuple[str, Runs]]:
    return [(code, word_changes(plain(before.get(code, "")), plain(after.get(code, "")))) for code in codes]


def views(
    declaration: Declaration, shown: Sequence[Amendment], every: Sequence[Amendment] = ()
) -> list[AmendmentView]:
    """Those ``shown``, each with those to it under it (an amendment to one that is not shown stands by itself), and what
    collides with it among ``every`` amendment that is not decided."""
    awaited = amendments_queries.awaiting(declaration)
    found = {one.id: view_of(declaration, one, awaited) for one in shown}
    for group in _groups(every):
        _collide(group, found)
    top: list[AmendmentView] = []
    for view in found.values():
        parent = found.get(view.amendment.parent_id or 0)
        (parent.under if parent else top).append(view)
    return top


def _groups(every: Iterable[Amendment]) -> Iterable[list[Amendment]]:
    """Those about the same words, not decided."""
    groups: dict[tuple[int | None, int | None], list[Amendment]] = defaultdict(list)
    for one in every:
        if one.state in amendments_rules.UNDECIDED and one.kind != AmendmentKind.INSERT:
            groups[one.parent_id, None if one.parent_id else one.paragraph_id].append(one)
    return groups.values()


def present_words(one: Amendment) -> Localized:
    """Of what it is about, as they are now: the words that another amendment proposes, or the paragraph."""
    if one.parent is not None:
        return one.parent.text
    return one.paragraph.text if one.paragraph is not None else Localized()


def proposal_of(one: Amendment) -> Proposal:
    return Proposal(one.label, one.kind, one.was, one.text, one.place)


def _collide(group: Sequence[Amendment], found: Mapping[int, AmendmentView]) -> None:
    here = [found[one.id] for one in group if one.id in found]
    if not here:
        return
    present = present_words(group[0])
    met = rules.collisions([proposal_of(one) for one in group], present)
    for view in here:
        one = view.amendment
        view.collides = met[one.label]
        if one.kind == AmendmentKind.REPLACE:
            view.clashes = rules.merged(one.was, present, one.text)[1]


def collision_words(one: Collides) -> str:
    """In which words, for a reader: "each year" (English)."""
    return f"“{one.words}” ({own_name(one.language)})" if one.words else ""
