"""The verbs of the registration form: its questions, their places, answers and documents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.answers import service as answers
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.asking import service as asking
from eventsys.registration.blocks import service as blocks
from eventsys.registration.blocks.models import Asked
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer import service as composer
from eventsys.registration.composer.models import FormQuestion, QuestionKind
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.limits import service as limits
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.scans.documents import ReadDocument
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}


def story(see: Seen, conference: Conference) -> None:
    tour = see(
        composer.add_question,
        conference,
        QuestionKind.CHOICE,
        label={"en": "Tour"},
        choices=[{"en": "Old town"}, {"en": "River"}],
        by=BY,
    )
    shirt = composer.add_question(conference, QuestionKind.TEXT, label={"en": "Shirt"}, by=BY)
    see(composer.move_question, shirt, conference, up=True, by=BY)
    see(composer.update_question, shirt, conference, label={"en": "Size of shirt"}, required=True, by=BY)
    see(
        composer.update_question, shirt, conference, label=shirt.label, required=True, shown_by=tour.offered[0], by=BY,
        case="shown by a choice",
    )  # fmt: skip
    lake = see(composer.add_choice, tour, conference, words={"en": "Lake"}, by=BY)
    see(composer.update_choice, lake, tour, conference, words={"en": "West Lake"}, by=BY)
    see(composer.move_choice, lake, tour, conference, up=True, by=BY)
    see(composer.withdraw_choice, lake, tour, conference, **ACT)
    named = make_delegate(home_of(conference, "TPE"), "draft")
    see(questions.answer, named, {shirt: "L", tour: tour.offered[0].key}, **ACT)
    see(questions.answer, named, {shirt: None}, **ACT, case="taken back")
    see(questions.note_answered, named, [shirt], by=BY)
    see(answers.put_answers, named, {shirt: "M"}, now=NOW)
    see(answers.add_answers, make_delegate(named.delegation, "draft"), {shirt: "S"}, now=NOW)
    _places(see, conference, tour, named)
    _document(see, conference, named)
    _late(see, conference)
    later = make_conference(slug="later", edition=90, network=conference.network, categories=False)
    see(composer.copy_questions, conference, later, {}, by=BY)
    press = category_of(conference, "press")
    see(
        blocks.set_fields,
        conference,
        {"hotel": Asked.LEFT_OUT, "phone": Asked.REQUIRED},
        category=press,
        by=BY,
    )
    see(blocks.set_fields, conference, {"hotel": None}, category=press, by=BY, case="taken back")
    see(blocks.copy_fields, conference, later, {press.id: category_of(later, "press")}, by=BY)
    see(composer.remove_question, shirt, conference, **ACT, case="answered")
    (copied, *_others) = composer_queries.questions(later.id)
    see(composer.remove_question, copied, later, **ACT)


def _late(see: Seen, conference: Conference) -> None:
    """Somebody has handed in when one thing more is asked."""
    arrival = composer.add_question(
        conference, QuestionKind.TIME, label={"en": "Arrival time"}, required=True, by=BY
    )
    card = composer.add_question(
        conference, QuestionKind.FILE, label={"en": "Visiting card"}, required=True, by=BY
    )
    late = make_delegate(home_of(conference, "JKT"), "approved")
    see(asking.lacking, arrival, conference)
    see(asking.write_to_them, arrival, conference, **ACT)
    see(questions.answer_late, late, {arrival: "09:30"}, **ACT)
    paper = ReadDocument(b"%PDF-1.7 card", 1)
    see(questions.answer_late_with_document, late, card, paper, "card.jpg", **ACT)
    composer.remove_question(arrival, conference, **ACT)
    composer.remove_question(card, conference, **ACT)


def _document(see: Seen, conference: Conference, named: Delegate) -> None:
    card = composer.add_question(conference, QuestionKind.FILE, label={"en": "Press card"}, by=BY)
    paper = ReadDocument(b"%PDF-1.7 card", 1)
    see(questions.answer_with_document, named, card, paper, "card.jpg", **ACT)
    see(answers.keep_document, named, card, paper, "card.jpg", now=NOW)


def _places(see: Seen, conference: Conference, tour: FormQuestion, first: Delegate) -> None:
    """One has a place, one waits; it is given back, and the limit is lifted."""
    (old_town, *_others) = tour.offered
    see(limits.set_places, tour, conference, {old_town: 1}, **ACT)
    second, third = make_delegate(first.delegation, "draft"), make_delegate(first.delegation, "draft")
    see(questions.answer, second, {tour: old_town.key}, **ACT, case="of what is full")
    see(questions.answer, first, {tour: None}, **ACT, case="who gives a place back")
    questions.answer(third, {tour: old_town.key}, **ACT)
    db.session.execute(delete(FormAnswer).where(FormAnswer.delegate_id == second.id))
    see(limits.settle, second, now=NOW)
    see(answers.follow_choices, third, now=NOW)
    see(limits.told_places, third)
    see(limits.set_places, tour, conference, {old_town: None}, **ACT, case="no more")
    questions.answer(first, {tour: old_town.key}, **ACT)
    see(limits.set_places, tour, conference, {old_town: 9}, **ACT, case="of what was chosen")
    see(limits.forget_places, make_conference(slug="over", edition=91, network=conference.network))


def home_of(conference: Conference, code: str) -> Delegation:
    return make_delegation(conference, make_city(code, network=conference.network))
