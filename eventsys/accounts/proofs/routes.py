"""The page that asks for a proof before something is read."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from eventsys.accounts.proofs.pages import asking_page, page_asked_for, refusal_of
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.pages import bp
from eventsys.core.web.access import access, current_actor, signed_in
from eventsys.core.web.security import safe_next, see_other


@bp.route("/account/prove", methods=["GET", "POST"])
@access(signed_in)
def prove() -> Any:
    """The same in front of what is only read: ``next``."""
    user = users_queries.own_account(current_actor().user_id or 0)
    target = safe_next(request.values.get("next"), url_for("accounts.account"))
    wrong = refusal_of(user) if request.method == "POST" else ""
    if wrong is None:
        return see_other(target)
    return asking_page(user, wrong, page_asked_for(), typed=[("next", target)])
