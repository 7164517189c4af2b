"""What the pages of letters to many begin with: the delegations among which is chosen, and what each would be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import make_response, render_template, request

from eventsys.accounts.users import queries as users_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.outbox import service as outbox
from eventsys.core.web.access import current_actor
from eventsys.core.words.languages import house_language
from eventsys.core.words.tags import language_choices
from eventsys.mail.writing import service as writing
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.groups import queries as groups_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.rounds import queries, rules, service
from eventsys.registration.rounds.forms import RoundForm, with_standings
from eventsys.registration.rounds.models import LEFT_OUT_WORDS, PURPOSE_WORDS, LetterRound, RoundPurpose


def standings_of(conference: Conference) -> list[str]:
    """Standings and kinds of those that are on the list."""
    every = delegations_queries.delegations(conference)
    return delegations_rules.in_order({one.standing for one in every if not one.is_of_individuals})


def round_form(conference: Conference) -> RoundForm:
    kind = with_standings(RoundForm, standings_of(conference))
    return kind(data={"purpose": request.args.get("purpose", str(RoundPurpose.INVITATION))})


def _wanted(conference: Conference) -> rules.Wanted:
    """What the address narrows the list to."""
    cities: set[int] | None = None
    group = groups_queries.find_group(request.values.get("group", ""))
    if group is not None:
        countries = {one.country for one in group.countries}
        named = {one.city_id for one in group.cities}
        every = delegations_queries.delegations_of_cities(conference)
        cities = {d.city_id or 0 for d in every if d.party.country in countries or d.city_id in named}
    if code := request.values.get("field", ""):
        by_city = fields_queries.fields_by_city(conference.network)
        in_field = {key for key, rows in by_city.items() if any(row.field.code == code for row in rows)}
        cities = in_field if cities is None else cities & in_field
    return rules.Wanted(request.values.get("standing", ""), None if cities is None else frozenset(cities))


def sent_to(every: Iterable[Delegation]) -> list[Delegation]:
    """Those whose boxes are ticked in what was sent."""
    ids = set(request.form.getlist("ids"))
    return [one for one in every if str(one.public_id) in ids]


def own_address() -> str:
    """Where a trial goes: the address of whoever is signed in; "" of a link's holder."""
    actor = current_actor()
    return users_queries.addresses_of([actor.user_id]).get(actor.user_id or 0, "") if actor.user_id else ""


def compose(
    conference: Conference,
    form: RoundForm,
    *,
    problem: str = "",
    shown: Delegation | None = None,
    status: int = 200,
) -> Any:
    """The page: whom, which letter, when; with ``shown``, the very letter to that one."""
    wanted = form.purpose.data
    purpose = RoundPurpose(wanted) if wanted in set(RoundPurpose) else RoundPurpose.INVITATION
    tried = service.tried(conference, purpose)
    rows = rules.chosen_among([one for one, _why in tried], _wanted(conference))
    reasons = {one.id: LEFT_OUT_WORDS[why] for one, why in tried if why is not None}
    rows.sort(key=lambda one: one.id in reasons)  # those who would be written to stand first
    if request.method == "POST":
        chosen = sent_to(rows)
    else:
        chosen = [d for d in rows if d.id not in reasons and rules.is_first_letter(purpose, d)]
    written = [one for one in chosen if one.id not in reasons]
    html = render_template(
        "registration/rounds/new_round.html",
        conference=conference,
        form=form,
        rows=rows,
        reasons=reasons,
        chosen={one.id for one in chosen},
        total=len(tried),
        problem=problem,
        summary=_summary(conference, form, written, len(chosen)) if shown else None,
        letter=writing.preview(service.sample(purpose, shown, form.texts)) if shown else None,
        shown=shown,
        own=own_address(),
        standings=standings_of(conference),
        groups=groups_queries.groups(),
        fields_of_network=fields_queries.fields(conference.network),
        args=request.values,
        purposes=PURPOSE_WORDS,
    )
    return make_response(html, status)


def _summary(
    conference: Conference, form: RoundForm, written: Sequence[Delegation], chosen: int
) -> dict[str, Any]:
    """How many letters, in which languages, how many are left out, and in which languages nothing of the own words is said."""
    known, texts = outbox.written_languages(conference, "registration"), form.texts
    languages, silent = Counter[str](), set[str]()
    for one in written:
        tag = one.focal_language
        spoken = tag if tag in known else house_language(tag, conference.languages)
        languages[spoken] += 1
        if any(texts.values()) and not rules.words_for(texts, one.standing).get(spoken):
            silent.add(spoken)
    words = dict(language_choices(languages))
    return {
        "letters": len(written),
        "left_out": chosen - len(written),
        "languages": [(words[tag], number) for tag, number in languages.most_common()],
        "silent": [words[tag] for tag in languages if tag in silent],
    }


def moment_of(found: LetterRound) -> datetime | None:
    """When a round goes out; ``None`` while its milestone has no date."""
    milestone_at = queries.moments(found.conference).get(str(found.milestone))
    return rules.moment_of(found.send_at, milestone_at, found.days_before)
