"""Where votes are, what may be chosen in them, and a line for each member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.decisions.documents import AmendmentView, views
from eventsys.declarations.representation.rules import MemberSeat
from eventsys.declarations.voting import queries, rules
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import Question, QuestionBallot, QuestionState
from eventsys.declarations.voting.rules import VoteAction
from eventsys.registration.delegations.models import Delegation


def desk_page(declaration: Declaration) -> str:
    slug = declaration.conference.slug
    return url_for("declarations.amendments", slug=slug, declaration_id=declaration.public_id)


def vote_page(declaration: Declaration, question: Question) -> str:
    return url_for(
        "declarations.vote",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        question_id=question.public_id,
    )


def choices_of(question: Question) -> list[tuple[str, str]]:
    """(key, words) of what a ballot may say; the last one is to abstain."""
    return [(one, rules.choice_words(one)) for one in rules.choices(question.kind, question.options)]


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A member in a roll call: ``key`` names its field; ``choice`` is "" where it has not voted."""

    city: Localized
    key: str
    counts: bool
    proxy: bool
    choice: str
    words: str


def lines_of(
    question: Question, seats: Sequence[MemberSeat], cast: Mapping[int, QuestionBallot]
) -> list[BallotLine]:
    """The roll as it was when the vote was closed; while it is open, the members as they are."""
    if question.roll:
        return [
            BallotLine(
                Localized(one["name"]),
                one["city"],
                True,
                one["proxy"],
                one["choice"],
                rules.choice_words(one["choice"]),
            )
            for one in question.roll
        ]
    found = []
    for seat in seats if question.by_roll else ():
        ballot = cast.get(seat.delegation.id)
        choice = ballot.choice if ballot else ""
        found.append(
            BallotLine(
                seat.delegation.city_name,
                seat.delegation.public_id.hex,
                seat.counts,
                seat.proxy is not None and seat.counts,
                choice,
                rules.choice_words(choice) if choice else "—",
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class OwnVote:
    """An open vote on a city's own page: what may be chosen, and for whom it votes."""

    question: Question
    choices: list[tuple[str, str]]
    lines: list[BallotLine]
    views: list[AmendmentView]


def own_votes(declaration: Declaration, city: Delegation, seats: Sequence[MemberSeat]) -> list[OwnVote]:
    """Open votes that cities take part in on their own pages."""
    acting = voting.acting(seats, city)
    found = []
    for one in queries.questions(declaration, QuestionState.OPEN):
        may = rules.possible(one.state, one.kind, one.manner, by_cities=one.by_cities)
        if VoteAction.CAST_OWN in may:
            found.append(
                OwnVote(
                    one,
                    choices_of(one),
                    lines_of(one, acting, queries.ballots(one)),
                    views(declaration, amendments_queries.put_with(one)),
                )
            )
    return found
