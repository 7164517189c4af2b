"""The secretariat's list of registrations, one registration, and decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.accounts import queries as accounts
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage, can_review, can_run, can_see_people
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.languages import fallbacks
from eventsys.core.tables import as_csv, as_xlsx
from eventsys.core.web import see_other
from eventsys.mail import service as mail
from eventsys.registration import documents, policy, queries, rules, service
from eventsys.registration.forms import StaffForm
from eventsys.registration.models import Delegate, DelegateState, Delegation
from eventsys.registration.queries import Filters
from eventsys.registration.routes.own import photo_url
from eventsys.registration.routes.parts import details, filled, take_photo
from eventsys.registration.routes.room import Chip, answer_or_flash, bp, category_choices, category_here
from eventsys.registration.rules import Verb

__all__ = ["delegate", "review"]

ONE = "/o/<slug>/delegates/<uuid:delegate_id>"
KEPT = ("q", "state", "city", "category", "sort")


def _address(**changed: str | None) -> str:
    """This list with one thing changed; the page key goes, empty values go."""
    kept = {name: request.args.get(name) for name in KEPT} | changed
    values: dict[str, Any] = {**(request.view_args or {}), **{k: v for k, v in kept.items() if v}}
    return url_for("registration.review", **values)


def _filters(conference: Conference, delegations: list[Delegation]) -> Filters:
    args = request.args
    categories = {c.code: c.id for c in categories_queries.categories(conference)}
    cities = {d.city.code: d.city_id for d in delegations}
    city, category = args.get("city", ""), args.get("category", "")
    return Filters(
        state=args.get("state", "") if rules.states_of(args.get("state", "")) else "",
        city_ids=(cities.get(city, 0),) if city else (),
        category_ids=(categories.get(category, 0),) if category else (),
        search=args.get("q", "").strip()[:200],
    )


@bp.get("/o/<slug>/review")
@access(can_review, thing=editions_queries.by_slug)
def review(conference: Conference) -> Any:
    """Search, filter, sort, page by key; what is chosen stays in the address."""
    delegations = list(queries.delegations(conference))
    filters, sort = _filters(conference, delegations), request.args.get("sort", "name")
    found = queries.review_page(conference, filters, sort=sort, after=request.args.get("after"))
    counts = queries.counts_by(conference, Delegate.state, replace(filters, state=""))
    total = rules.counted(counts or queries.counts_by(conference, Delegate.state))
    words = {
        "": _("All"),
        "registered": rules.PEOPLE_WORDS["registered"],
        "named": rules.PEOPLE_WORDS["named"],
    }
    words |= {s: rules.STATE_WORDS[s] for s in DelegateState}
    state_chips = [
        Chip(label, _address(state=word), filters.state == word, rules.counted(counts, word))
        for word, label in words.items()
        if not word or filters.state == word or rules.counted(counts, word)
    ]
    sorts = [("name", _("Name")), ("state", _("State")), ("arrived", _("Order of naming"))]
    return render_template(
        "registration/review.html", conference=conference, people=found.items, chips=state_chips, filters=filters,
        delegations=delegations, categories=categories_queries.categories(conference), sort=sort,
        sorts=[(key, word, _address(sort=key)) for key, word in sorts], total=total,
        next_url=_address() + ("&" if "?" in _address() else "?") + "after=" + found.next_key if found.next_key else None,
        first_url=_address() if request.args.get("after") else None, photo_url=photo_url, here=request.full_path.rstrip("?"),
        fates=mail.fates("delegate", [person.public_id for person in found.items]),
        exports={kind: _export_url(kind) for kind in ("xlsx", "csv")},
    )  # fmt: skip


def _export_url(kind: str) -> str:
    kept = {name: request.args.get(name) for name in KEPT if request.args.get(name)}
    values: dict[str, Any] = {**(request.view_args or {}), **kept}
    return url_for("registration.export", kind=kind, **values)


@bp.get("/o/<slug>/review/export.<any(csv,xlsx):kind>")
@access(can_review, thing=editions_queries.by_slug)
def export(conference: Conference, kind: str) -> Any:
    """What the list shows now, all pages of it; no passports."""
    filters = _filters(conference, list(queries.delegations(conference)))
    heads, rows = documents.delegate_table(
        queries.all_matching(conference, filters), fallbacks(languages=conference.languages)
    )
    if kind == "csv":
        data, media = as_csv(heads, rows), "text/csv; charset=utf-8"
    else:
        data = as_xlsx(_("Delegates"), heads, rows)
        media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = f"{conference.slug}-delegates.{kind}"
    return Response(
        data, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


# ---- decisions ----

Act = Callable[[Delegate], None]


def act_of(verb: str, reason: str, by: Actor) -> Act:
    """The service's verb of that name. Raises :class:`BadRequest`."""
    now = clock.now()
    plain: dict[str, Any] = {
        Verb.PRE_APPROVE: service.pre_approve, Verb.APPROVE: service.approve, Verb.WAITLIST: service.waitlist,
        Verb.WITHDRAW: service.withdraw,
    }  # fmt: skip
    reasoned: dict[str, Any] = {
        Verb.RETURN: service.return_,
        Verb.REJECT: service.reject,
        Verb.REVOKE: service.revoke,
    }
    if verb == "accredit":
        return partial(service.accredit, by=by, now=now, consent_on_paper=request.form.get("paper") == "y")
    if verb in plain:
        return partial(plain[verb], by=by, now=now)
    if verb in reasoned:
        return partial(reasoned[verb], reason=reason, by=by, now=now)
    raise BadRequest


@bp.post("/o/<slug>/review/bulk")
@access(can_review, thing=editions_queries.by_slug)
def bulk(conference: Conference) -> Any:
    """The same decision for the chosen. Each is done or refused by itself; the page says both by name."""
    actor, reason = current_actor(), request.form.get("reason", "")
    act = act_of(request.form.get("verb", ""), reason, actor)
    chosen = queries.by_public_ids(conference, _ids(request.form.getlist("ids")[:500]))
    done, refused = 0, []
    for person in chosen:
        name = person.full_name
        try:
            with db.session.begin_nested():
                act(person)
        except Refusal as refusal:
            refused.append(f"{name}: {refusal}")
        else:
            done += 1
    db.session.commit()
    if done:
        flash(ngettext("Done for %(num)s registration.", "Done for %(num)s registrations.", done), "success")
    if refused:
        more = len(refused) - 10
        flash(_("Not done:") + " " + " · ".join(refused[:10]) + (f" · +{more}" if more > 0 else ""), "error")
    if not chosen:
        flash(_("Nobody was chosen."), "warning")
    return see_other(_back_to_list(conference))


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError as error:
            raise BadRequest from error
    return found


def _back_to_list(conference: Conference) -> str:
    home = url_for("registration.review", slug=conference.slug)
    back = request.form.get("back", "")
    return back if back == home or back.startswith(home + "?") else home


@bp.get(ONE)
@access(can_see_people, thing=queries.delegate_here)
def delegate(person: Delegate) -> Any:
    """One registration with everything but the passport."""
    actor = current_actor()
    return render_template(
        "registration/delegate.html", delegate=person, conference=person.conference, city=person.delegation.city_name,
        can=rules.can, verb_words=rules.VERB_WORDS, may_review=can_review(actor, person),
        shown=policy.shown(actor, person), consents=queries.consents_of(person), given_by_words=rules.GIVEN_BY_WORDS,
        may_passport=policy.can_read_passport(actor, person), has_passport=queries.passport_of(person) is not None,
        photo_url=photo_url(person), reference=rules.reference(person), open_state=rules.can(Verb.WITHDRAW, person.state),
        left=rules.left_of(person),
        may_run=can_run(actor, person), fate=mail.fates("delegate", [person.public_id]).get(person.public_id),
        pages=service.staff_links(person) if can_manage(actor, person) else [],
        notes=[(note, note.may(actor, person)) for note in service.person_notes(person)],
    )  # fmt: skip


@bp.post(ONE + "/decide")
@access(can_review, thing=queries.delegate_here)
def decide(person: Delegate) -> Any:
    """One decision."""
    act = act_of(request.form.get("verb", ""), request.form.get("reason", ""), current_actor())
    answer_or_flash(
        lambda: act(person),
        _("Done. %(name)s has been told where there is something to tell.", name=person.full_name),
    )
    return see_other(
        url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    )


@bp.post(ONE + "/link")
@access(can_review, thing=queries.delegate_here)
def send_link(person: Delegate) -> Any:
    """Write the personal link (again)."""
    answer_or_flash(
        lambda: service.send_own_link(person, by=current_actor(), now=clock.now()),
        _("The link is on its way to %(name)s.", name=person.full_name),
    )
    return see_other(
        url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    )


@bp.route(ONE + "/edit", methods=["GET", "POST"])
@access(can_review, thing=queries.delegate_here)
def edit(person: Delegate) -> Any:
    """Staff mend a registration that is still open."""
    form = StaffForm(
        region=person.delegation.city.country, conference=person.conference,
        data={**filled(person, "you", "role", "journey"), "category": person.category.code},
    )  # fmt: skip
    form.category.choices = category_choices(person.conference)
    back = url_for("registration.delegate", slug=person.conference.slug, delegate_id=person.public_id)
    if form.is_submitted() and form.validate() and _save(person, form):
        flash(_("Saved."), "success")
        return see_other(back)
    html = render_template(
        "registration/edit.html",
        delegate=person,
        conference=person.conference,
        form=form,
        back=back,
        photo_url=photo_url(person),
    )
    answer = make_response(html)
    answer.status_code = 422 if form.is_submitted() else 200
    return answer


def _save(person: Delegate, form: StaffForm) -> bool:
    try:
        service.edit(
            person, details(form, "you", "role", "journey"), by=current_actor(), now=clock.now(), version=form.version.data,
            category=category_here(person.conference, form.category.data),
        )  # fmt: skip
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.version.renew(person.version)
        return False
    db.session.commit()
    form.version.renew(person.version)
    return take_photo(person, form.photo)


@bp.post(ONE + "/passport")
@access(policy.can_read_passport, thing=queries.delegate_here)
def see_passport(person: Delegate) -> Any:
    """Show the passport. A POST that answers with a page: each look is written down, and a GET writes nothing."""
    passport = service.look_at_passport(person, by=current_actor(), now=clock.now())
    db.session.commit()
    log = queries.passport_log(person)
    users = {entry.actor_id for entry in log if entry.actor_kind == "user"}
    return render_template(
        "registration/passport_seen.html", delegate=person, conference=person.conference, passport=passport, log=log,
        last_day=queries.passport_day(person.conference),
        addresses=accounts.addresses_of(users),
    )  # fmt: skip
