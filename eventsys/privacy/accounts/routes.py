"""The page of who has an account about the own data, and an administrator's decision on an erasure."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.models import User
from eventsys.accounts.users.policy import can_administer
from eventsys.core.web.access import access, current_actor, signed_in
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.privacy.copies.pages import hand_over
from eventsys.privacy.erasure.pages import decision_page
from eventsys.privacy.register import service as register
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests.forms import WishForm
from eventsys.privacy.requests.pages import ask_or_take_back
from eventsys.privacy.subjects.pages import bp

__all__ = ["account", "account_ask", "account_copy", "account_decide"]


def _own() -> User:
    return users_queries.own_account(current_actor().user_id or 0)


@bp.get("/account/data")
@access(signed_in)
def account() -> Any:
    """The copy, and what an erasure would take and leave."""
    user = _own()
    return render_template(
        "privacy/accounts/account.html",
        form=WishForm(),
        kinds=register.plan(user),
        asked=requests_queries.asked_erasure(user),
        erasures=requests_queries.erasures_of(user),
    )


@bp.post("/account/data/erasure")
@limiter.limit("20 per hour")
@access(signed_in)
def account_ask() -> Any:
    """Ask to have everything erased, or take that back; sent twice it is one request."""
    asked = _("Your request is with the administrators. You will receive a letter when it is decided.")
    ask_or_take_back(_own(), WishForm(), asked)
    return see_other(url_for(".account"))


@bp.post("/account/data/copy.<any(json,html):kind>")
@limiter.limit("20 per hour")
@access(signed_in)
def account_copy(kind: str) -> Any:
    """Everything on record, as a file. A POST: that it was made is written down, and a GET writes nothing."""
    return hand_over(_own(), kind, name="my-account")


@bp.route("/account/users/<uuid:user_id>/erasure", methods=["GET", "POST"])
@access(can_administer, thing=users_queries.get_user, fresh=True)
def account_decide(user: User) -> Any:
    """Erase or refuse, with a reason."""
    back, obstacles = url_for(".account_requests"), _obstacles(user)
    return decision_page(user, "privacy/accounts/decide.html", back, user=user, obstacles=obstacles)


def _obstacles(user: User) -> list[str]:
    own = (
        [_("This is you. Another administrator erases your data.")]
        if user.id == current_actor().user_id
        else []
    )
    return [*own, *register.obstacles(user)]
