"""The queue of open registrations, and one of them with its papers beside the decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage, can_review
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.filters import shown
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.pdf.errors import BrokenPdf
from eventsys.pdf.finished.merge import count_pages
from eventsys.registration.answers import policy as answers_policy
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.applying import queries as applying_queries
from eventsys.registration.credentials.documents import sheet_picture
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.further.pages import answers_told, document_url
from eventsys.registration.kinds.models import Data
from eventsys.registration.moderation import queries, rules, service
from eventsys.registration.moderation.rules import QUEUE_WORDS, VERDICT_WORDS, Verdict
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.openings.models import Opening
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people.models import Delegate, reference
from eventsys.registration.people.pages import photo_url
from eventsys.registration.questions import queries as questions_queries

LIST = "/o/<slug>/applications"
ONE = LIST + "/<uuid:delegate_id>"


@bp.get(LIST)
@access(can_review, thing=editions_queries.by_slug)
def applications(conference: Conference) -> Any:
    """Who waits for a decision, who came first first; narrowed by opening and by what became of it."""
    every = openings_queries.openings(conference)
    asked = request.args.get("opening", "")
    opening = next((one for one in every if one.category.code == asked), None)
    word = request.args.get("state", rules.FIRST)
    word = word if word in QUEUE_WORDS else rules.FIRST
    by_opening = queries.counts(conference)
    found = queries.queue_page(conference, opening, word, after=request.args.get("after"))
    whose = [opening] if opening else list(every)
    more = {"after": found.next_key} if found.next_key else None
    return render_template(
        "registration/moderation/applications.html",
        conference=conference,
        people=found.items,
        openings=_opening_chips(conference, every, opening, word, by_opening),
        states=_state_chips(conference, whose, opening, word, by_opening),
        is_opened=bool(every),
        rooms=[
            (one, _room(one, by_opening), applying_queries.unconfirmed(one))
            for one in whose
            if one.published_at is not None
        ],
        word=word,
        may_open=can_manage(current_actor(), conference),
        next_url=_list(conference, opening, word, **more) if more else None,
        first_url=_list(conference, opening, word) if request.args.get("after") else None,
    )


def _list(conference: Conference, opening: Opening | None, word: str, **more: str) -> str:
    values: dict[str, Any] = {**more, **({"opening": opening.category.code} if opening else {})}
    if word != rules.FIRST:
        values["state"] = word
    return url_for("registration.applications", slug=conference.slug, **values)


def _number(counts: dict[str, int], word: str) -> int:
    return sum(counts.get(state, 0) for state in rules.states_of(word))


def _room(opening: Opening, by_opening: dict[int, dict[str, int]]) -> rules.Room:
    return rules.Room(_number(by_opening.get(opening.id, {}), "accredited"), opening.places)


def _opening_chips(
    conference: Conference,
    every: Any,
    opening: Opening | None,
    word: str,
    by_opening: dict[int, dict[str, int]],
) -> list[Chip]:
    """Nothing to choose from where there is one."""
    if len(every) < 2:
        return []
    numbers = {one.id: _number(by_opening.get(one.id, {}), word) for one in every}
    chips = [Chip(_("All"), _list(conference, None, word), opening is None, sum(numbers.values()))]
    return chips + [
        Chip(shown(one.category.name), _list(conference, one, word), one is opening, numbers[one.id])
        for one in every
    ]


def _state_chips(
    conference: Conference,
    whose: list[Opening],
    opening: Opening | None,
    word: str,
    by_opening: dict[int, dict[str, int]],
) -> list[Chip]:
    numbers = {one: sum(_number(by_opening.get(each.id, {}), one) for each in whose) for one in QUEUE_WORDS}
    return [
        Chip(label, _list(conference, opening, one), one == word, numbers[one])
        for one, label in QUEUE_WORDS.items()
        if numbers[one] or one in (word, rules.FIRST)
    ]


@bp.get(ONE)
@access(can_review, thing=queries.applicant_in)
def application(person: Delegate) -> Any:
    """What the person said, the papers beside it, and the decision."""
    actor, following = current_actor(), queries.next_waiting(person)
    sees_answers = people_policy.sees(actor, person, Data.ANSWERS)
    return render_template(
        "registration/moderation/application.html",
        delegate=person,
        conference=person.conference,
        may=rules.possible(person.state),
        verdict_words=VERDICT_WORDS,
        shown=people_policy.shown(actor, person),
        answers=[row for row in answers_told(person) if row[2] is None] if sees_answers else [],
        papers=_papers(person) if sees_answers else [],
        photo_url=photo_url(person),
        reference=reference(person),
        room=service.room_of(person),
        left=questions_queries.left_of(person),
        following=url_for(
            "registration.application", slug=person.conference.slug, delegate_id=following.public_id
        )
        if following
        else None,
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """One that the person handed in, with as many pages as are shown."""

    label: Localized
    url: str
    question_id: UUID
    pages: int


def _papers(person: Delegate) -> list[Paper]:
    return [
        Paper(
            one.question.label,
            document_url(person, one.question),
            one.question.public_id,
            _pages(one.digest or ""),
        )
        for one in queries.papers(person)
    ]


def _pages(digest: str) -> int:
    """How many are shown; none of a file that a disk has spoilt, which can be opened by its name all the same."""
    try:
        return count_pages(files.read(digest))
    except BrokenPdf:
        return 0


@bp.get(ONE + "/papers/<uuid:question_id>/page-<int:number>.png")
@access(answers_policy.can_open, thing=answers_queries.document_in)
def paper_page(answer: FormAnswer, number: int) -> Any:
    """A page of what was handed in, as a picture: phones show no PDF inside a page."""
    mark = f"{(answer.digest or '')[:40]}-{number}"
    if mark in request.if_none_match:
        return send_blob(b"", "image/png", digest=mark)
    kept = files.read(answer.digest or "")
    db.session.rollback()  # drawing takes a while
    picture = sheet_picture(kept, number)
    if picture is None:
        raise NotFound
    return send_blob(picture, "image/png", digest=mark)


@bp.post(ONE + "/decide")
@access(can_review, thing=queries.applicant_in)
def decide_application(person: Delegate) -> Any:
    """``verdict``, and ``reason`` where it needs one; the next one who waits comes after it."""
    reason, by, now = request.form.get("reason", ""), current_actor(), clock.now()
    acts: dict[str, Callable[..., None]] = {
        Verdict.ACCREDIT: service.accredit,
        Verdict.WAIT: service.put_off,
        Verdict.DECLINE: partial(service.decline, reason=reason),
        Verdict.ASK: partial(service.ask_for_more, reason=reason),
    }
    act = acts.get(request.form.get("verdict", ""))
    if act is None:
        raise BadRequest
    slug, here = person.conference.slug, person.public_id
    said = _("Done. %(name)s has been told where there is something to tell.", name=person.full_name)
    if not answer_or_say(lambda: act(person, by=by, now=now), said):
        return see_other(url_for("registration.application", slug=slug, delegate_id=here))
    following = queries.next_waiting(person)
    if following is None:
        return see_other(url_for("registration.applications", slug=slug))
    return see_other(url_for("registration.application", slug=slug, delegate_id=following.public_id))
