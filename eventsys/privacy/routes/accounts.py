"""The page of who has an account about the own data, and an administrator's decision on an erasure."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.models import User
from eventsys.accounts.users.policy import can_administer
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor, signed_in
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.privacy import queries, service
from eventsys.privacy.forms import ErasureForm, WishForm
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.routes.acts import as_file, ask_or_take_back, decided
from eventsys.privacy.routes.room import bp

__all__ = ["account", "account_ask", "account_copy", "account_decide", "account_requests"]


def _own() -> User:
    return users_queries.own_account(current_actor().user_id or 0)


@bp.get("/account/data")
@access(signed_in)
def account() -> Any:
    """The copy, and what an erasure would take and leave."""
    user = _own()
    return render_template(
        "privacy/account.html",
        form=WishForm(),
        kinds=service.plan(user),
        asked=queries.asked_erasure(user),
        erasures=queries.erasures_of(user),
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
    user, now = _own(), clock.now()
    sections = service.copy_of(user, by=current_actor(), now=now)
    answer = as_file(user, sections, kind, name="my-account", now=now)
    db.session.commit()
    return answer


@bp.get("/account/users/erasures")
@access(can_administer)
def account_requests() -> Any:
    """Those that wait first."""
    return render_template(
        "privacy/account_requests.html", erasures=queries.account_erasures(), words=ERASURE_WORDS
    )


@bp.route("/account/users/<uuid:user_id>/erasure", methods=["GET", "POST"])
@access(can_administer, thing=users_queries.user_at, fresh=True)
def account_decide(user: User) -> Any:
    """Erase or refuse, with a reason. Nothing brings erased data back."""
    form, status = ErasureForm(), 200
    if form.is_submitted():
        if form.validate() and decided(user, form, refused=request.form.get("do") == "refuse"):
            return see_other(url_for(".account_requests"))
        status = 422
    html = render_template(
        "privacy/decide_account.html",
        user=user,
        form=form,
        kinds=service.plan(user),
        obstacles=_obstacles(user),
        asked=queries.asked_erasure(user),
    )
    return html, status


def _obstacles(user: User) -> list[str]:
    own = (
        [_("This is you. Another administrator erases your data.")]
        if user.id == current_actor().user_id
        else []
    )
    return [*own, *service.obstacles(user)]
