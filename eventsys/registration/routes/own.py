"""The delegate's own page: what is on record, its state, submit, withdraw, calendar, photo, passport."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, render_template, send_file, url_for
from flask_babel import gettext as _

from eventsys.accounts import service as accounts
from eventsys.conferences.dates import queries as dates_queries
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.languages import current
from eventsys.core.limits import limiter
from eventsys.core.web import see_other
from eventsys.files import service as files
from eventsys.pdf.qr import qr_svg
from eventsys.registration import documents, policy, queries, rules, service
from eventsys.registration.errors import RegistrationClosed, RegistrationNotOpen
from eventsys.registration.forms import ConsentForm, PassportForm
from eventsys.registration.models import Delegate, DelegateState
from eventsys.registration.routes.room import ME, PUBLIC_POSTS, answer_or_flash, bp, home_of

__all__ = ["Step", "own", "steps"]

PARTS = ("you", "photo", "role", "journey")


def _resend_delegate(link: Any) -> None:
    with suppress(Refusal):
        delegate = queries.delegate_at(UUID(link.subject))
        service.send_own_link(delegate, by=SYSTEM, now=clock.now(), bounded=True)


accounts.purpose(
    "delegate", endpoint="registration.own", resend=_resend_delegate,
    values=lambda subject, slug: {"slug": slug, "delegate_id": subject},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One mark of the progress line."""

    key: str
    label: Any
    state: str
    url: str


def part_url(delegate: Delegate, part: str) -> str:
    return url_for(
        "registration.own_part", slug=delegate.conference.slug, delegate_id=delegate.public_id, part=part
    )


def missing(delegate: Delegate) -> list[str]:
    return rules.missing_parts(delegate, rules.asked_of(delegate))


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing left to do, and where it is done."""

    words: Any
    url: str


def to_do(delegate: Delegate) -> list[ToDo]:
    """What is left, in the order of the sections."""
    return [
        ToDo(
            thing.words,
            "#consent" if thing.part == "consent" else f"{part_url(delegate, thing.part)}#{thing.field}",
        )
        for thing in rules.things_to_do(delegate, rules.asked_of(delegate))
    ]


def steps(delegate: Delegate, at: str) -> list[Step]:
    """The progress line: you, photo, role, journey, consent."""
    lacking = missing(delegate)
    line = []
    for part in PARTS:
        state = "current" if part == at else "todo" if part in lacking else "done"
        line.append(Step(part, rules.PART_WORDS[part], state, part_url(delegate, part)))
    asked = rules.asked_of(delegate)
    done = (delegate.consented_at is not None or not asked.consent) and not lacking
    state = "current" if at == "consent" else "done" if done else "todo"
    return [*line, Step("consent", rules.PART_WORDS["consent"], state, home_of(delegate))]


def may_edit(delegate: Delegate, window: dates_queries.Window | None = None) -> bool:
    """Open to changes by the person now."""
    window = window or dates_queries.registration_window(delegate.conference)
    return rules.is_open_to(delegate, window_open=window.is_open(clock.now()))


def page(
    delegate: Delegate, form: ConsentForm, *, asked: service.Asked | None = None, status: int = 200
) -> Any:
    window = dates_queries.registration_window(delegate.conference)
    editable, lacking = may_edit(delegate, window), missing(delegate)
    shown = not editable and delegate.state in rules.SHOWN_STATES - {DelegateState.DRAFT}
    code = (
        qr_svg(documents.own_page_url(delegate), label=_("QR code of your registration")) if shown else None
    )
    can_withdraw = rules.can(rules.Verb.WITHDRAW, delegate.state)
    holds_passport = can_withdraw and policy.can_hold_passport(current_actor(), delegate)
    html = render_template(
        "registration/own.html",
        delegate=delegate,
        city=delegate.delegation.city_name,
        conference=delegate.conference,
        form=form,
        editable=editable,
        steps=steps(delegate, "consent") if editable else [],
        asked_text=(asked or service.asked_text(delegate.conference))[0] if editable else None,
        missing=lacking,
        window=window,
        to_do=to_do(delegate) if editable else [],
        now=clock.now(),
        code=code,
        reference=rules.reference(delegate),
        part_words=rules.PART_WORDS,
        can_withdraw=can_withdraw,
        passport=queries.passport_of(delegate) if holds_passport else None,
        holds_passport=holds_passport,
        shown=policy.shown(current_actor(), delegate),
        own_links=service.own_links(delegate) if policy.can_own(current_actor(), delegate) else [],
        photo_url=photo_url(delegate),
        links=service.city_links(delegate.delegation) if leads(delegate) else [],
    )
    answer = make_response(html)
    answer.status_code = status
    return answer


def leads(delegate: Delegate) -> bool:
    return delegate.is_head and delegate.state == DelegateState.APPROVED


def photo_url(delegate: Delegate) -> str | None:
    if not delegate.photo_digest:
        return None
    slug = delegate.conference.slug
    return url_for(
        "registration.photo", slug=slug, delegate_id=delegate.public_id, v=delegate.photo_digest[:12]
    )


@bp.get(ME)
@access(policy.can_see_own, thing=queries.delegate_here)
def own(delegate: Delegate) -> Any:
    """The person's page; staff are led to where they work on the person: the desk to the desk."""
    if not policy.can_fill(current_actor(), delegate):
        there = service.opening_for(delegate, current_actor())
        return see_other(url_for(there.endpoint, slug=delegate.conference.slug, **there.values))
    asked = service.asked_text(delegate.conference)
    return page(delegate, _consent_form(delegate, asked), asked=asked)


def _consent_form(delegate: Delegate, asked: service.Asked) -> ConsentForm:
    """Without the box where the category needs no consent."""
    mark = rules.mark_of(*asked)
    form = ConsentForm(
        data={"version": delegate.version, "consent": delegate.consented_at is not None, "text": mark}
    )
    if not rules.asked_of(delegate).consent:
        del form.consent
    return form


@bp.post(ME + "/submit")
@limiter.limit(PUBLIC_POSTS)
@access(policy.can_fill, thing=queries.delegate_here)
def submit(delegate: Delegate) -> Any:
    """Consent and hand in. A registration that is in already answers as the first time."""
    form = _consent_form(delegate, service.asked_text(delegate.conference))
    actor, now = current_actor(), clock.now()
    if delegate.state == DelegateState.SUBMITTED:
        return see_other(home_of(delegate))
    if not form.validate():
        return page(delegate, form, status=422)
    try:
        if form.consent and form.consent.data:
            service.check_read(delegate.conference, form.text.data or "")
            service.add_consent(delegate, by=actor, now=now)
        service.submit(delegate, by=actor, now=now)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.text.data = rules.mark_of(*service.asked_text(delegate.conference))
        return page(
            delegate,
            form,
            status=409 if isinstance(refusal, (RegistrationClosed, RegistrationNotOpen)) else 422,
        )
    db.session.commit()
    flash(
        _(
            "Thank you. Your registration is submitted; your city’s focal point and the secretariat look at it next."
        ),
        "success",
    )
    return see_other(home_of(delegate))


@bp.post(ME + "/withdraw")
@limiter.limit(PUBLIC_POSTS)
@access(policy.can_fill, thing=queries.delegate_here)
def withdraw(delegate: Delegate) -> Any:
    """The person will not come."""
    actor, now = current_actor(), clock.now()
    answer_or_flash(
        lambda: service.withdraw(delegate, by=actor, now=now), _("Your registration is withdrawn.")
    )
    return see_other(home_of(delegate))


@bp.get(ME + "/conference.ics")
@access(policy.can_see_own, thing=queries.delegate_here)
def calendar(delegate: Delegate) -> Any:
    """The days of the conference for a calendar program."""
    return Response(
        documents.calendar_file(delegate.conference, current(), now=clock.now()), content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{delegate.conference.slug}.ics"'},
    )  # fmt: skip


@bp.get("/r/<slug>/photo/<uuid:delegate_id>")
@access(policy.can_see_photo, thing=queries.delegate_here)
def photo(delegate: Delegate) -> Any:
    """The stored JPEG."""
    if not delegate.photo_digest:
        raise NotFound
    found: Path | Iterator[bytes] = files.path_or_stream(delegate.photo_digest)
    answer = (
        send_file(found, mimetype="image/jpeg")
        if isinstance(found, Path)
        else Response(found, mimetype="image/jpeg")
    )
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@bp.route(ME + "/passport", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(policy.can_hold_passport, thing=queries.delegate_here)
def passport(delegate: Delegate) -> Any:
    """Enter or replace the passport. What is on file is shown by its last two characters only."""
    form, status, now = PassportForm(conference=delegate.conference), 200, clock.now()
    if form.is_submitted():
        if form.validate():
            try:
                service.set_passport(
                    delegate,
                    number=form.number.data or "",
                    nationality=form.nationality.data,
                    expires_on=form.expires_on.data or now.date(),
                    by=current_actor(),
                    now=now,
                )
            except Refusal as refusal:
                db.session.rollback()
                put_refusal(form.number, refusal)
            else:
                db.session.commit()
                flash(_("Your passport data are kept, apart from everything else."), "success")
                return see_other(home_of(delegate))
        status = 422
    html = render_template(
        "registration/passport.html", delegate=delegate, conference=delegate.conference, form=form, home=home_of(delegate),
        passport=queries.passport_of(delegate), purge_day=queries.passport_day(delegate.conference),
    )  # fmt: skip
    answer = make_response(html)
    answer.status_code = status
    return answer


@bp.post(ME + "/passport/remove")
@limiter.limit(PUBLIC_POSTS)
@access(policy.can_hold_passport, thing=queries.delegate_here)
def remove_passport(delegate: Delegate) -> Any:
    """Take the passport data back."""
    actor, now = current_actor(), clock.now()
    answer_or_flash(
        lambda: service.remove_passport(delegate, by=actor, now=now), _("Your passport data are deleted.")
    )
    return see_other(home_of(delegate))
