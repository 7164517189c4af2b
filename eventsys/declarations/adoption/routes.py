"""The plenary decides: who is represented, who objects, how was voted; and the text is adopted."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.adoption import queries, rules, service
from eventsys.declarations.adoption.forms import StatementForm
from eventsys.declarations.adoption.models import STATEMENT_WORDS, StatementKind
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import rules as representation_rules
from eventsys.declarations.representation import service as representation
from eventsys.declarations.representation.errors import PowersUnusable
from eventsys.declarations.representation.forms import ProxyForm
from eventsys.declarations.representation.models import Proxy
from eventsys.declarations.representation.pages import adoption_url, quorum_of
from eventsys.declarations.voting.models import VOTE_WORDS, Vote
from eventsys.declarations.wording.pages import take_step
from eventsys.files import service as files
from eventsys.registration.delegations.models import Delegation

_BASE = f"{TEXT}/adoption"


def _page(
    declaration: Declaration, *, proxy: ProxyForm | None = None, statement: StatementForm | None = None
) -> ResponseReturnValue:
    conference = declaration.conference
    members = representation_queries.member_delegations(conference)
    proxy, statement = proxy or ProxyForm(), statement or StatementForm()
    word = {d: str(d.city_name) for d in members}
    away = [d for d in members if not d.present]
    coming = [d for d in members if d.expected]
    proxy.giver.choices = [(d.public_id.hex, word[d]) for d in away]
    proxy.holder.choices = [("", _("no city: a person")), *((d.public_id.hex, word[d]) for d in coming)]
    statement.city.choices = [(d.public_id.hex, word[d]) for d in members]
    rule, total, seats = (
        conference.plenary_rules,
        representation.member_total(conference),
        representation.seats(conference),
    )
    page = render_template(
        "declarations/adoption/adoption.html",
        declaration=declaration,
        members=members,
        away=away,
        quorum=quorum_of(declaration, seats, total),
        proxies=representation_queries.live_proxies(conference),
        rule=rule,
        sentences=rule.sentences(total),
        rules_url=_rules_url(declaration),
        statements=queries.statements(declaration),
        ballots=queries.ballots(declaration),
        proxy_form=proxy,
        statement_form=statement,
        statement_words=STATEMENT_WORDS,
        vote_words=VOTE_WORDS,
        may=rules.possible(declaration.state, declaration.kind, rule.decision),
    )
    return page, 422 if proxy.errors or statement.errors else 200


def _rules_url(declaration: Declaration) -> str | None:
    conference = declaration.conference
    if not editions_policy.can_manage(current_actor(), conference):
        return None
    return url_for("conferences.rules", slug=conference.slug)


def _member(declaration: Declaration, key: str | None) -> Delegation | None:
    members = representation_queries.member_delegations(declaration.conference)
    return next((d for d in members if d.public_id.hex == key), None)


@bp.get(_BASE)
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def adoption(declaration: Declaration) -> ResponseReturnValue:
    return _page(declaration)


@bp.post(f"{_BASE}/proxy")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def give_proxy(declaration: Declaration) -> ResponseReturnValue:
    form = ProxyForm()
    giver, holder = _member(declaration, form.giver.data), _member(declaration, form.holder.data)
    form.giver.choices = [(giver.public_id.hex, "")] if giver else []
    form.holder.choices = [("", ""), *([(holder.public_id.hex, "")] if holder else [])]
    if not form.validate() or giver is None:
        return _page(declaration, proxy=form)
    try:
        representation.give_proxy(
            giver,
            form.powers.data.read(representation_rules.MOST_POWERS + 1),
            holder=holder,
            person=form.person.data or "",
            office=form.office.localized,
            by=current_actor(),
            now=clock.now(),
        )
        db.session.commit()
    except PowersUnusable as refusal:
        db.session.rollback()
        put_refusal(form.powers, refusal)
        return _page(declaration, proxy=form)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(declaration, proxy=form)
    say(Tone.OK, _("The proxy is on record."))
    return see_other(adoption_url(declaration, "proxies"))


@bp.post(f"{_BASE}/proxy/<uuid:proxy_id>/end")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def end_proxy(declaration: Declaration, proxy_id: UUID) -> ResponseReturnValue:
    found, actor = representation_queries.proxy_in(declaration.conference.slug, proxy_id), current_actor()
    return take_step(
        declaration,
        lambda: representation.end_proxy(found, by=actor, now=clock.now()),
        _("The proxy is taken back."),
        where=adoption_url(declaration, "proxies"),
    )


@bp.get("/o/<slug>/proxies/<uuid:proxy_id>/powers")
@access(editions_policy.can_run, thing=representation_queries.proxy_in)
def proxy_powers(proxy: Proxy) -> ResponseReturnValue:
    """The file as it came."""
    if not proxy.powers_digest:
        raise NotFound
    data = files.read(proxy.powers_digest)
    return send_blob(data, representation_rules.powers_type(data), digest=proxy.powers_digest)


@bp.post(f"{_BASE}/statements")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def make_statement(declaration: Declaration) -> ResponseReturnValue:
    form = StatementForm()
    city = _member(declaration, form.city.data)
    form.city.choices = [(city.public_id.hex, "")] if city else []
    if not form.validate() or city is None:
        return _page(declaration, statement=form)
    kind, words, actor = StatementKind(form.kind.data), form.words.data or "", current_actor()

    def record() -> None:
        service.state_position(declaration, city, kind, words, by=actor, now=clock.now())

    return take_step(
        declaration, record, _("The statement is on record."), where=adoption_url(declaration, "statements")
    )


@bp.post(f"{_BASE}/statements/<uuid:statement_id>/withdraw")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def withdraw_statement(declaration: Declaration, statement_id: UUID) -> ResponseReturnValue:
    found, actor = queries.statement_in(declaration, statement_id), current_actor()
    return take_step(
        declaration,
        lambda: service.withdraw_objection(declaration, found, by=actor, now=clock.now()),
        _("Withdrawn; it stays on record."),
        where=adoption_url(declaration, "statements"),
    )


@bp.post(f"{_BASE}/votes")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def votes(declaration: Declaration) -> ResponseReturnValue:
    """Fields ``v-<delegation>``; those left empty change nothing."""
    actor, now = current_actor(), clock.now()
    given = {
        d: request.form.get(f"v-{d.public_id.hex}", "")
        for d in representation_queries.member_delegations(declaration.conference)
    }

    def cast_all() -> None:
        for delegation, vote in given.items():
            if vote in set(Vote):
                service.cast(declaration, delegation, Vote(vote), by=actor, now=now)

    return take_step(
        declaration, cast_all, _("The votes are on record."), where=adoption_url(declaration, "votes")
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/adopt")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def adopt(declaration: Declaration) -> ResponseReturnValue:
    done = _("Adopted. The words of every language are frozen.")
    return take_step(
        declaration, lambda: service.adopt(declaration, by=current_actor(), now=clock.now()), done
    )
