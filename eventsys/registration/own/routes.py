"""The delegate's own page: what is on record, its state, submit, withdraw, calendar, photo, passport."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, send_file, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventsys.accounts.links import service as links_service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import current
from eventsys.files import service as files
from eventsys.pdf.layout.qr import qr_svg
from eventsys.registration.changes.pages import own_changes
from eventsys.registration.consent import rules as consent_rules
from eventsys.registration.consent import service as consent
from eventsys.registration.consent.forms import ConsentForm
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.further.pages import answers_told, late_things
from eventsys.registration.links import documents as links_documents
from eventsys.registration.links import service as links
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.passports import policy as passports_policy
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.passports import service as passports
from eventsys.registration.passports.forms import PassportForm
from eventsys.registration.people import models as people_models
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people import service as people
from eventsys.registration.people.errors import RegistrationClosed, RegistrationNotOpen
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import ME, home_of, photo_url
from eventsys.registration.questions import queries as questions_queries
from eventsys.registration.questions import rules as questions_rules
from eventsys.registration.questions.pages import may_edit, missing, parts_of, steps, to_do
from eventsys.registration.retention import queries as retention_queries


def _resend_delegate(link: Any) -> None:
    with suppress(Refusal):
        delegate = people_queries.get_delegate(UUID(link.subject))
        links.send_own_link(delegate, by=SYSTEM, now=clock.now(), bounded=True)


links_service.register_purpose(
    "delegate",
    endpoint="registration.own",
    resend=_resend_delegate,
    values=lambda subject, slug: {"slug": slug, "delegate_id": subject},
)


def page(
    delegate: Delegate, form: ConsentForm, *, asked: consent.AskedConsent | None = None, status: int = 200
) -> Any:
    window = openings_queries.window_for(delegate.delegation)
    parts = questions_queries.asked_of(delegate)
    editable, lacking = may_edit(delegate, window), missing(delegate, parts)
    may = people_rules.possible(delegate.state)
    can_withdraw = people_rules.RegistrationVerb.WITHDRAW in may
    holds_passport = can_withdraw and passports_policy.can_hold_passport(current_actor(), delegate)
    html = render_template(
        "registration/own/own.html",
        delegate=delegate,
        city=delegate.delegation.city_name,
        conference=delegate.conference,
        form=form,
        editable=editable,
        steps=steps(delegate, "consent", parts) if editable else [],
        asked_text=(asked or consent.asked_text(delegate.conference))[0] if editable else None,
        missing=lacking,
        window=window,
        to_do=to_do(delegate, parts) if editable else [],
        asked_late=[] if editable else late_things(delegate),
        now=clock.now(),
        code=None if editable else _code(delegate),
        reference=people_models.reference(delegate),
        part_words=questions_rules.PART_WORDS,
        may=may,
        passport=passports_queries.passport_of(delegate) if holds_passport else None,
        holds_passport=holds_passport,
        shown=people_policy.shown(current_actor(), delegate),
        own_links=people.own_links(delegate) if people_policy.can_own(current_actor(), delegate) else [],
        photo_url=photo_url(delegate),
        changes=own_changes(delegate),
        further=parts.further is not None,
        parts=parts_of(parts),
        left_out=parts.left_out,
        answers=answers_told(delegate),
        links=delegations_queries.city_links(delegate.delegation) if leads(delegate) else [],
    )
    return make_response(html, status)


def _code(delegate: Delegate) -> Markup | None:
    """The code that staff read off the telephone of who comes, or is to mend something."""
    if not (delegate.is_coming or delegate.is_returned):
        return None
    return qr_svg(links_documents.own_page_url(delegate), label=_("QR code of your registration"))


def leads(delegate: Delegate) -> bool:
    return delegate.is_head and delegate.is_approved


@bp.get(ME)
@access(people_policy.can_see_own, thing=people_queries.delegate_in)
def own(delegate: Delegate) -> Any:
    """The person's page; staff are led to where they work on the person: the desk to the desk."""
    if not people_policy.can_fill(current_actor(), delegate):
        there = decisions.opening_for(delegate, current_actor())
        return see_other(url_for(there.endpoint, slug=delegate.conference.slug, **there.values))
    asked = consent.asked_text(delegate.conference)
    return page(delegate, _consent_form(delegate, asked), asked=asked)


def _consent_form(delegate: Delegate, asked: consent.AskedConsent) -> ConsentForm:
    """Without the box where the category needs no consent."""
    mark = consent_rules.mark_of(*asked)
    form = ConsentForm(
        data={"version": delegate.version, "consent": delegate.consented_at is not None, "text": mark}
    )
    if not questions_queries.asked_of(delegate).consent:
        del form.consent
    return form


@bp.post(ME + "/submit")
@limiter.limit(PUBLIC_POSTS)
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def submit(delegate: Delegate) -> Any:
    """Consent and hand in. A registration that is in already answers as the first time."""
    form = _consent_form(delegate, consent.asked_text(delegate.conference))
    actor, now = current_actor(), clock.now()
    if delegate.is_submitted:
        return see_other(home_of(delegate))
    if not form.validate():
        return page(delegate, form, status=422)
    try:
        if form.consent and form.consent.data:
            consent.check_read(delegate.conference, form.text.data or "")
            consent.add_consent(delegate, by=actor, now=now)
        decisions.submit(delegate, by=actor, now=now)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.text.data = consent_rules.mark_of(*consent.asked_text(delegate.conference))
        return page(
            delegate,
            form,
            status=409 if isinstance(refusal, (RegistrationClosed, RegistrationNotOpen)) else 422,
        )
    db.session.commit()
    alone = delegate.delegation.is_of_individuals
    say(
        Tone.OK,
        _("Thank you. Your registration is submitted; the secretariat looks at it next.")
        if alone
        else _(
            "Thank you. Your registration is submitted; your focal point and the secretariat look at it next."
        ),
    )
    return see_other(home_of(delegate))


@bp.post(ME + "/withdraw")
@limiter.limit(PUBLIC_POSTS)
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def withdraw(delegate: Delegate) -> Any:
    """The person will not come."""
    actor, now = current_actor(), clock.now()
    answer_or_say(
        lambda: decisions.withdraw(delegate, by=actor, now=now), _("Your registration is withdrawn.")
    )
    return see_other(home_of(delegate))


@bp.get(ME + "/conference.ics")
@access(people_policy.can_see_own, thing=people_queries.delegate_in)
def calendar(delegate: Delegate) -> Any:
    """The days of the conference for a calendar program."""
    return Response(
        links_documents.calendar_file(delegate.conference, current(), now=clock.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{delegate.conference.slug}.ics"'},
    )


@bp.get("/r/<slug>/photo/<uuid:delegate_id>")
@access(people_policy.can_see_photo, thing=people_queries.delegate_in)
def photo(delegate: Delegate) -> Any:
    """The photo as it is stored, a JPEG. Raises :class:`NotFound` where there is none."""
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
@access(passports_policy.can_hold_passport, thing=people_queries.delegate_in)
def passport(delegate: Delegate) -> Any:
    """Enter or replace the passport. What is on file is shown by its last two characters only."""
    form, status, now = PassportForm(conference=delegate.conference), 200, clock.now()
    if form.is_submitted():
        if form.validate():
            try:
                passports.set_passport(
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
                say(Tone.OK, _("Your passport data are kept, apart from everything else."))
                return see_other(home_of(delegate))
        status = 422
    html = render_template(
        "registration/own/passport.html",
        delegate=delegate,
        conference=delegate.conference,
        form=form,
        home=home_of(delegate),
        passport=passports_queries.passport_of(delegate),
        purge_day=retention_queries.passport_day(delegate.conference),
    )
    return make_response(html, status)


@bp.post(ME + "/passport/remove")
@limiter.limit(PUBLIC_POSTS)
@access(passports_policy.can_hold_passport, thing=people_queries.delegate_in)
def remove_passport(delegate: Delegate) -> Any:
    """Take the passport data back."""
    actor, now = current_actor(), clock.now()
    answer_or_say(
        lambda: passports.remove_passport(delegate, by=actor, now=now), _("Your passport data are deleted.")
    )
    return see_other(home_of(delegate))
