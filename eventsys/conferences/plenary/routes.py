"""How this plenary decides: as its network, but for what the edition sets itself."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, setup_page
from eventsys.conferences.plenary import service
from eventsys.conferences.plenary.forms import EditionRulesForm
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.plenary.models import PlenaryRules


@bp.route("/o/<slug>/setup/rules", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def rules(conference: Conference) -> Any:
    """Set them; refused while a final text waits for its adoption."""
    form = EditionRulesForm(data=_own(conference))
    form.offer(PlenaryRules.of(conference.network.rules))
    if form.validate_on_submit():
        if form.version.data is None:
            raise BadRequest
        try:
            service.set_rules(conference, form.values, version=form.version.data, by=current_actor())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
            form.version.renew(conference.version)
        else:
            say(Tone.OK, _("Saved."))
            return see_other(url_for("conferences.rules", slug=conference.slug))
    kept, members = conference.plenary_rules, service.members_counted(conference)
    return setup_page(
        "plenary/rules",
        conference,
        form,
        form=form,
        sentences=[*kept.sentences(members), *kept.credentials_sentences],
        own=bool(conference.rules),
        out_of_reach=members is not None and kept.out_of_reach(members),
        may_end=current_actor().admin,
    )


@bp.post("/o/<slug>/setup/two-people")
@access(editions_policy.can_manage, thing=editions_queries.by_slug, fresh=True)
def two_people(conference: Conference) -> Any:
    """Whether two people confirm what is grave: ``state`` is on or off. Raises :class:`BadRequest` for another word."""
    wanted = request.form.get("state", "")
    if wanted not in {"on", "off"}:
        raise BadRequest
    try:
        service.set_two_people(conference, wanted == "on", by=current_actor())
        db.session.commit()
        say(Tone.OK, _("Saved."))
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(url_for("conferences.rules", slug=conference.slug, _anchor="two-people"))


def _own(conference: Conference) -> dict[str, Any]:
    """What the edition sets itself, as the form shows it."""
    own = service.own_rules(conference)
    number = own.get("quorum") if isinstance(own.get("quorum"), int) else None
    names = ("decision", "quorum", "quorum_of", "proxies", "credentials", "city_votes")
    shown = {name: str(own.get(name, "")) for name in names}
    return {
        **shown,
        **({"quorum": "number", "quorum_number": number} if number else {}),
        "version": conference.version,
    }
