"""Whoever votes, decides, draws or takes a translation in is killed in the middle: nothing is half done, and once it is kept it
is done, and not done again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from eventsys.app import create_app
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Order
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.lots import service as lots
from eventsys.declarations.motions import service as motions
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.translators import service as translators
from eventsys.declarations.voting import queries as voting_queries
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import Manner
from eventsys.declarations.voting.rules import How
from eventsys.mail.record.models import OutboxLetter
from tests.conftest import test_settings
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import make_declaration, make_plenary
from tests.declarations.translators.factories import taken, translated
from tests.privacy.remains import everything_in_tables
from tests.support.processes import Command

#: Where death comes: while the trail is written, and as all of it is committed; and after that, before anybody was told.
INSIDE, AFTER = ("INSERT INTO audit_entry", "commit"), "committed"


def now() -> dict[str, Any]:
    return {"by": SYSTEM, "now": clock.now()}


def put(draft: Declaration) -> None:
    motions.put_block(draft, amendments_queries.amendments(draft), Manner.ROLL_CALL, **now())


def cast(draft: Declaration, city: int = 0) -> None:
    (question,) = voting_queries.questions(draft)
    voting.cast(
        draft, question, representation_queries.member_delegations(draft.conference)[city], "yes", **now()
    )


def close(draft: Declaration) -> None:
    motions.close_vote(draft, voting_queries.questions(draft)[0], **now())


def decide(draft: Declaration) -> None:
    hands = How(Manner.SHOW_OF_HANDS, {"yes": 2, "no": 1})
    motions.decide_block(draft, amendments_queries.amendments(draft), accepted=True, how=hands, **now())


def refuse(draft: Declaration) -> None:
    decisions.reject(draft, amendments_queries.amendments(draft)[0], "Said already.", **now())


def promise(draft: Declaration) -> None:
    lots.promise_lot(draft, **now())


def draw(draft: Declaration) -> None:
    lots.draw_lot(draft, "seven", **now())


def take_in(draft: Declaration) -> None:
    handed = taken(draft, translated(draft, {"b_point:1": "trồng cây;"}))
    translators.take_in(draft, handed, seen=translators.review(draft, handed).fingerprint, by=SYSTEM)


def amended() -> Declaration:
    """By majority, with an amendment to each of two points."""
    made = make_amendable()
    made.conference.rules = {"decision": "majority"}
    mover = representation_queries.member_delegations(made.conference)[0]
    mover.focal_email = "focal@example.org"
    for point in [one for one in made.paragraphs if one.part == "b_point"][:2]:
        text = Localized(en="Plant trees;")
        amendments.propose(made, mover, AmendmentKind.REPLACE, paragraph=point, text=text, **now())
    return made


def before_the_vote() -> Declaration:
    put(made := amended())
    return made


def all_voted() -> Declaration:
    made = before_the_vote()
    for city in range(3):
        cast(made, city)
    return made


def with_signatories() -> Declaration:
    made = make_declaration(make_plenary(cities=3), points=1)
    made.order = Order.LOT
    return made


def promised() -> Declaration:
    promise(made := with_signatories())
    return made


def done(draft: Declaration) -> dict[str, int]:
    """How much is done of what these verbs do."""
    questions = voting_queries.questions(draft)
    drawn = signatories_queries.lots(draft)
    return {
        "versions": draft.version,
        "votes": sum(len(voting_queries.ballots(one)) for one in questions),
        "decided": sum(one.state == "accepted" for one in amendments_queries.amendments(draft)),
        "letters": db.session.scalar(select(func.count(OutboxLetter.id))) or 0,
        "promises": len(drawn),
        "drawn": sum(one.drawn_at is not None for one in drawn),
    }


class Case(NamedTuple):
    """A verb; what it adds to :func:`done`; and how a second try ends."""

    before: Callable[[], Declaration]
    act: Callable[[Declaration], None]
    adds: dict[str, int]
    again: str


CASES = {
    "vote": Case(before_the_vote, cast, {"votes": 1}, ""),
    "close": Case(all_voted, close, {"versions": 1, "decided": 2}, "VoteClosed"),
    "block": Case(amended, decide, {"versions": 1, "decided": 2}, "AlreadyDecided"),
    "refusal": Case(amended, refuse, {"letters": 1}, "AlreadyDecided"),
    "promise": Case(with_signatories, promise, {"promises": 1}, "ReasonMissing"),
    "draw": Case(promised, draw, {"drawn": 1}, "NothingPromised"),
    "translation": Case(with_signatories, take_in, {"versions": 1}, "NothingToTake"),
}


def _die(*_given: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _arm(moment: str) -> None:
    def after_statement(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(moment):
            _die()

    if moment == "commit":
        event.listen(db.engine, "commit", _die)
    elif moment == AFTER:
        event.listen(db.session, "after_commit", lambda session: session.in_nested_transaction() or _die())
    else:
        event.listen(db.engine, "after_cursor_execute", after_statement)


def act_and_die(arguments: list[str]) -> None:
    """In a process of its own: what the page does."""
    folder, url, verb, number, moment = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        draft = acts_queries.get_declaration(UUID(number))
        _arm(moment)
        CASES[verb].act(draft)
        db.session.commit()


@pytest.mark.parametrize("verb", CASES)
def test_it_is_done_wholly_or_not_at_all_and_once(app: Flask, verb: str) -> None:
    case = CASES[verb]
    made = case.before()
    number, had = made.public_id, done(made)
    db.session.commit()
    before = everything_in_tables()
    for moment in INSIDE:
        killed(verb, number, moment)
        assert everything_in_tables() == before, moment
    killed(verb, number, AFTER)
    draft = acts_queries.get_declaration(number)
    after = {name: had[name] + case.adds.get(name, 0) for name in had}
    assert done(draft) == after
    with reading(False):
        try:
            case.act(draft)
            ended = ""
        except Refusal as refusal:
            ended = type(refusal).__name__
    assert (ended, done(draft)) == (case.again, after)
    db.session.commit()
    assert audit.verify().broken is None


def killed(verb: str, number: UUID, moment: str) -> None:
    db.session.remove()
    url = db.engine.url.render_as_string(hide_password=False)
    process = Command([settings().data_dir, url, verb, number, moment], os.environ, program=act_and_die)
    said = process.communicate()
    assert process.returncode == -signal.SIGKILL, (moment, said)
