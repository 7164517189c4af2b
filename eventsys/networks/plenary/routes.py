"""How plenaries of a network decide."""

from __future__ import annotations

import json
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.plenary import service
from eventsys.networks.plenary.forms import RulesForm
from eventsys.networks.plenary.models import PlenaryRules
from eventsys.networks.plenary.pages import rules_explained
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import Network
from eventsys.networks.registry.pages import bp, page


@bp.route("/networks/<code>/rules", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.network_by_code)
def rules(network: Network) -> Any:
    """Set them; refused while a final text of one of its editions waits for adoption."""
    kept = PlenaryRules.of(network.rules)
    form = RulesForm(
        data={
            "decision": kept.decision,
            "quorum": "half" if kept.quorum is None else "number",
            "quorum_number": kept.quorum,
            "quorum_of": kept.quorum_of,
            "proxies": kept.proxies,
            "credentials": kept.credentials,
            "city_votes": kept.city_votes,
            "seen": _mark(network),
        }
    )
    if form.validate_on_submit():
        try:
            service.set_rules(network, form.values, seen=_seen(form.seen.data), by=current_actor())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
            form.seen.data = _mark(network)  # saving again is meant
        else:
            say(Tone.OK, _("Saved."))
            return see_other(url_for("networks.show", code=network.code, _anchor="rules"))
    return page(
        "networks/plenary/rules.html",
        422 if form.errors else 200,
        form=form,
        network=network,
        sentences=rules_explained(network),
    )


def _mark(network: Network) -> str:
    return json.dumps(network.rules, sort_keys=True)


def _seen(text: str | None) -> dict[str, Any]:
    """What the form was opened with; something else than any rules when it was tampered with."""
    try:
        found = json.loads(text or "")
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"": None}
