"""The keys that sign codes, for the administrator of the installation."""

from __future__ import annotations

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, service
from eventsys.badges.routes.room import bp
from eventsys.conferences import policy
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.web import see_other


@bp.get("/account/badge-keys")
@access(policy.can_administer)
def keys() -> str:
    rows = {row.id: row for row in queries.generations()}
    newest = queries.current_generation()
    numbers = sorted({1, *rows}, reverse=True)
    return render_template(
        "badges/keys.html", numbers=numbers, rows=rows, newest=newest, counts=queries.badges_by_key()
    )


@bp.post("/account/badge-keys")
@access(policy.can_administer)
def rotate_key() -> Answer:
    made = service.rotate_key(by=current_actor())
    db.session.commit()
    flash(
        _(
            "Key %(number)s signs from now on. Older badges stay good until you retire their key.",
            number=made.id,
        ),
        "ok",
    )
    return see_other(url_for(".keys"))


@bp.post("/account/badge-keys/<int:number>/retire")
@access(policy.can_administer)
def retire_key(number: int) -> Answer:
    service.retire_key(number, by=current_actor())
    db.session.commit()
    flash(_("Key %(number)s is retired: badges signed with it are refused.", number=number), "ok")
    return see_other(url_for(".keys"))
