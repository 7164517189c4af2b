"""Groups of cities such as ASEAN."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.collation import by_words
from eventsys.networks.groups import queries, service
from eventsys.networks.groups.errors import GroupEmpty, UnknownCity
from eventsys.networks.groups.forms import GroupForm
from eventsys.networks.groups.models import Group
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.errors import BadCode, CodeTaken, NameMissing, UnknownCountry
from eventsys.networks.registry.pages import bp, page


@bp.get("/networks/groups/")
@access(registry_policy.can_see)
def groups() -> Any:
    codes = {city.id: city for city in registry_queries.cities_by_code().values()}
    return page(
        "networks/groups/groups.html",
        rows=queries.groups(),
        cities=codes,
        may_edit=registry_policy.can_edit(current_actor(), None),
    )


@bp.post("/networks/groups/standard")
@access(registry_policy.can_edit)
def standard_groups() -> Any:
    service.ensure_groups(by=current_actor())
    db.session.commit()
    say(Tone.OK, _("ASEAN and ASEAN Plus 3 are there."))
    return see_other(url_for("networks.groups"))


@bp.route("/networks/groups/new", methods=["GET", "POST"])
@access(registry_policy.can_edit)
def new_group() -> Any:
    return _edited(GroupForm(), None)


@bp.route("/networks/groups/<uuid:public_id>", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=queries.get_group)
def edit_group(group: Group) -> Any:
    cities = {city.id: code for code, city in registry_queries.cities_by_code().items()}
    data = {
        "code": group.code,
        "name": group.name,
        "countries": ", ".join(c.country for c in group.countries),
        "cities": ", ".join(by_words((cities[c.city_id] for c in group.cities), str)),
    }
    return _edited(GroupForm(data=data), group)


def _codes(text: str | None) -> list[str]:
    return [word for word in (text or "").replace(",", " ").replace(";", " ").split() if word]


def _edited(form: GroupForm, group: Group | None) -> Any:
    if form.validate_on_submit():
        values: dict[str, Any] = {
            "name": form.name.localized,
            "countries": _codes(form.countries.data),
            "cities": _codes(form.cities.data),
        }
        try:
            if group is None:
                service.create_group(code=form.code.data or "", by=current_actor(), **values)
            else:
                service.update_group(group, by=current_actor(), **values)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(
                form,
                refusal,
                code=(BadCode, CodeTaken),
                name=(NameMissing,),
                countries=(UnknownCountry, GroupEmpty),
                cities=(UnknownCity,),
            )
        else:
            say(Tone.OK, _("Saved."))
            return see_other(url_for("networks.groups"))
    return page("networks/groups/group_form.html", 422 if form.errors else 200, form=form, group=group)
