"""One registration as staff see and mend it, and a decision on it."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.accounts.users import queries as users_queries
from eventsys.conferences.editions.policy import can_manage, can_review, can_run, can_see_people
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.mail.fates import queries as fates_queries
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent.models import GIVEN_BY_WORDS
from eventsys.registration.decisions import service
from eventsys.registration.decisions.forms import StaffRegistrationForm
from eventsys.registration.decisions.pages import act_of
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.further.pages import answers_filled, answers_told, save_answers, with_documents
from eventsys.registration.kinds.models import Data
from eventsys.registration.links import service as links
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.passports import service as passports
from eventsys.registration.passports.policy import can_read_passport
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people import service as people
from eventsys.registration.people.models import Delegate, reference
from eventsys.registration.people.pages import category_choices, category_in, photo_url
from eventsys.registration.people.rules import RegistrationVerb
from eventsys.registration.questions import queries as questions_queries
from eventsys.registration.questions.pages import filled, save_details, take_photo
from eventsys.registration.retention import queries as retention_queries

ONE = "/o/<slug>/delegates/<uuid:delegate_id>"


@bp.get(ONE)
@access(can_see_people, thing=people_queries.delegate_in)
def delegate(person: Delegate) -> Any:
    """One registration with everything but the passport."""
    actor, may = current_actor(), people_rules.possible(person.state)
    return render_template(
        "registration/decisions/delegate.html",
        delegate=person,
        conference=person.conference,
        city=person.delegation.city_name,
        may=may,
        verb_words=people_rules.VERB_WORDS,
        may_review=can_review(actor, person),
        shown=people_policy.shown(actor, person),
        consents=consent_queries.consents_of(person),
        given_by_words=GIVEN_BY_WORDS,
        may_passport=can_read_passport(actor, person),
        has_passport=passports_queries.passport_of(person) is not None,
        photo_url=photo_url(person),
        reference=reference(person),
        open_state=RegistrationVerb.WITHDRAW in may,
        left=questions_queries.left_of(person),
        answers=answers_told(person) if people_policy.sees(actor, person, Data.ANSWERS) else [],
        may_run=can_run(actor, person),
        fate=fates_queries.fates_about("delegate", [person.public_id]).get(person.public_id),
        pages=people.staff_links(person) if can_manage(actor, person) else [],
        notes=[(note, note.may(actor, person)) for note in service.person_notes(person)],
    )


@bp.post(ONE + "/decide")
@access(can_review, thing=people_queries.delegate_in)
def decide(person: Delegate) -> Any:
    """One decision about one person: ``verb``, and ``reason`` where it needs one."""
    act = act_of(request.form.get("verb", ""), request.form.get("reason", ""), current_actor())
    answer_or_say(
        lambda: act(person),
        _("Done. %(name)s has been told where there is something to tell.", name=person.full_name),
    )
    return see_other(
        url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    )


@bp.post(ONE + "/link")
@access(can_review, thing=people_queries.delegate_in)
def send_link(person: Delegate) -> Any:
    """Write the personal link (again)."""
    answer_or_say(
        lambda: links.send_own_link(person, by=current_actor(), now=clock.now()),
        _("The link is on its way to %(name)s.", name=person.full_name),
    )
    return see_other(
        url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    )


@bp.route(ONE + "/edit", methods=["GET", "POST"])
@access(can_review, thing=people_queries.delegate_in)
def edit(person: Delegate) -> Any:
    """Staff mend a registration that is still open."""
    form = StaffRegistrationForm(
        region=person.delegation.party.country,
        conference=person.conference,
        data={**filled(person, "you", "role", "journey"), "category": person.category.code},
    )
    form.category.choices = category_choices(person.conference)
    back = url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    if form.is_submitted() and form.validate() and _save(person, form):
        say(Tone.OK, _("Saved."))
        return see_other(back)
    html = render_template(
        "registration/decisions/edit.html",
        delegate=person,
        conference=person.conference,
        form=form,
        back=back,
        photo_url=photo_url(person),
    )
    answer = make_response(html)
    answer.status_code = 422 if form.is_submitted() else 200
    return answer


@bp.route(ONE + "/answers", methods=["GET", "POST"])
@access(can_review, thing=people_queries.delegate_in)
def edit_answers(person: Delegate) -> Any:
    """Staff answer the organisers' own questions on somebody's behalf."""
    form = answers_filled(person)
    back = url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    if form.is_submitted():
        form = with_documents(person, form)
    if form.is_submitted() and form.validate() and save_answers(person, form):
        say(Tone.OK, _("Saved."))
        return see_other(back)
    html = render_template(
        "registration/answers/edit.html", delegate=person, conference=person.conference, form=form, back=back
    )
    return make_response(html, 422 if form.is_submitted() else 200)


def _save(person: Delegate, form: StaffRegistrationForm) -> bool:
    category = category_in(person.conference, form.category.data)
    if not save_details(person, form, "you", "role", "journey", category=category):
        return False
    form.version.renew(person.version)
    return take_photo(person, form.photo)


@bp.post(ONE + "/passport")
@access(can_read_passport, thing=people_queries.delegate_in)
def see_passport(person: Delegate) -> Any:
    """Show the passport. A POST that answers with a page: each look is written down, and a GET writes nothing."""
    passport = passports.look_at_passport(person, by=current_actor(), now=clock.now())
    db.session.commit()
    log = passports_queries.passport_log(person)
    users = {entry.actor_id for entry in log if entry.actor_kind == "user"}
    return render_template(
        "registration/decisions/passport_seen.html",
        delegate=person,
        conference=person.conference,
        passport=passport,
        log=log,
        last_day=retention_queries.passport_day(person.conference),
        addresses=users_queries.addresses_of(users),
    )
