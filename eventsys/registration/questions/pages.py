"""The progress line, and what was typed, to and from the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.dates.queries import Window
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.files import service as files
from eventsys.registration.delegations.pages import given_file
from eventsys.registration.fields.models import DETAILS, in_section
from eventsys.registration.kinds.models import Field, FieldKind, FormSection
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import home_of, photo_url
from eventsys.registration.questions import queries, rules, service
from eventsys.registration.questions.rules import AskedParts

PARTS = tuple(FormSection)


@dataclass(frozen=True, slots=True)
class ProgressMark:
    """One mark of the progress line."""

    key: str
    label: Any
    state: str
    url: str


def part_url(delegate: Delegate, part: str) -> str:
    if part == rules.FURTHER:
        return url_for(
            "registration.own_further", slug=delegate.conference.slug, delegate_id=delegate.public_id
        )
    return url_for(
        "registration.own_part", slug=delegate.conference.slug, delegate_id=delegate.public_id, part=part
    )


def missing(delegate: Delegate, asked: AskedParts | None = None) -> list[str]:
    return rules.missing_parts(delegate, asked or queries.asked_of(delegate))


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing left to do, and where it is done."""

    words: Any
    url: str


def to_do(delegate: Delegate, asked: AskedParts) -> list[ToDo]:
    """What is left, in the order of the sections."""
    return [
        ToDo(
            thing.words,
            "#consent" if thing.part == "consent" else f"{part_url(delegate, thing.part)}#{thing.field}",
        )
        for thing in rules.things_to_do(delegate, asked)
    ]


def parts_of(asked: AskedParts) -> list[str]:
    """The pages of somebody's registration, in their order."""
    ours = [part for part in PARTS if any(asked.asks(field) for field in in_section(part))]
    return [*ours, *([rules.FURTHER] if asked.further else [])]


def steps(delegate: Delegate, at: str, asked: AskedParts) -> list[ProgressMark]:
    """The progress line: you, photo, role, journey, further questions where there are any, consent."""
    lacking = missing(delegate, asked)
    line = []
    for part in parts_of(asked):
        state = "current" if part == at else "todo" if part in lacking else "done"
        line.append(ProgressMark(part, rules.PART_WORDS[part], state, part_url(delegate, part)))
    done = (delegate.consented_at is not None or not asked.consent) and not lacking
    state = "current" if at == "consent" else "done" if done else "todo"
    return [*line, ProgressMark("consent", rules.PART_WORDS["consent"], state, home_of(delegate))]


def may_edit(delegate: Delegate, window: Window | None = None) -> bool:
    """Open to changes by the person now."""
    window = window or openings_queries.window_for(delegate.delegation)
    return rules.is_open_to(delegate, window_open=window.is_open(clock.now()))


def _details(parts: Iterable[str]) -> list[Field]:
    return [field for field in in_section(*parts) if field.name in DETAILS]


def filled(delegate: Delegate, *parts: str) -> dict[str, Any]:
    """What is on record, as forms take it."""
    values: dict[str, Any] = {}
    for field in _details(parts):
        value = getattr(delegate, field.name)
        values[field.name] = dict(value or {}) if field.kind == FieldKind.OFFICE else value
    return {**values, "version": delegate.version}


def details(form: Any, *parts: str) -> dict[str, Any]:
    """What was typed, as the service takes it."""
    values: dict[str, Any] = {}
    for field in _details(parts):
        if field.input not in form:  # it is not asked
            continue
        typed = form[field.input]
        values[field.name] = (
            typed.localized if field.kind == FieldKind.OFFICE else typed.data or field.nothing
        )
    return values


def save_details(delegate: Delegate, form: Any, *parts: str, **more: Any) -> bool:
    """Keep what was typed; a refusal stands above the form, which then goes on from what is on record."""
    try:
        service.edit(
            delegate,
            details(form, *parts),
            by=current_actor(),
            now=clock.now(),
            version=form.version.data,
            **more,
        )
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.version.renew(delegate.version)
        return False
    db.session.commit()
    return True


def take_photo(delegate: Delegate, field: Any) -> bool:
    """Store a chosen photo and keep it at once; a refusal goes on the field. The old one stays when it fails."""
    file = given_file(field.data)
    if file is None:
        return True
    db.session.rollback()  # drawing it anew takes a while: nobody waits for the write lock meanwhile
    try:
        blob = files.store_photo(file.read())
        service.set_photo(delegate, blob.digest, by=current_actor(), now=clock.now())
    except Refusal as refusal:
        db.session.rollback()
        put_refusal(field, refusal)
        return False
    db.session.commit()
    return True


def section_page(delegate: Delegate, part: str, form: Any, asked: AskedParts, status: int = 200) -> Any:
    """The section as it was typed; sent too late (409), under a notice that says so with the dates."""
    shut = not may_edit(delegate)
    if shut and status == 200:
        return see_other(home_of(delegate))
    parts = parts_of(asked)
    at = parts.index(part)
    html = render_template(
        f"registration/{'answers/further' if part == rules.FURTHER else 'questions/part'}.html",
        delegate=delegate,
        city=delegate.delegation.city_name,
        conference=delegate.conference,
        form=form,
        part=part,
        shut=shut,
        window=openings_queries.window_for(delegate.delegation) if shut else None,
        now=clock.now(),
        steps=steps(delegate, part, asked),
        heading=rules.PART_WORDS[part],
        photo_url=photo_url(delegate),
        home=home_of(delegate),
        previous=part_url(delegate, parts[at - 1]) if at else None,
        multipart=part in ("photo", rules.FURTHER),
        photo_needed=asked.photo,
        languages_here=delegate.conference.languages,
    )
    answer = make_response(html)
    answer.status_code = 409 if shut else status
    return answer


def next_part(delegate: Delegate, part: str, asked: AskedParts) -> Any:
    parts = parts_of(asked)
    at = parts.index(part) + 1
    say(Tone.OK, _("Saved."))
    return see_other(part_url(delegate, parts[at]) if at < len(parts) else home_of(delegate))
