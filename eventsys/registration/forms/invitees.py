"""A table of cities to invite, and whom to write to there."""

from __future__ import annotations

from eventsys.conferences.models import Conference
from eventsys.core.languages import DEFAULT, SUPPORTED
from eventsys.core.languages import gettext as _
from eventsys.core.text import folded
from eventsys.networks import queries as networks
from eventsys.networks.models import City
from eventsys.registration.errors import UnsafeName
from eventsys.registration.forms.sheets import Fault, check_email, read_rows
from eventsys.registration.rules import printed_name
from eventsys.registration.service import Invitee

__all__ = ["read_invitees"]

COLUMNS = {
    "city": ("city", "code", "ville", "thanh pho"),
    "name": ("focal point", "name", "point focal", "nom", "dau moi lien lac", "ten"),
    "email": ("mail", "email", "e-mail", "courriel", "thu dien tu"),
    "language": ("language", "langue", "ngon ngu"),
}


def read_invitees(
    conference: Conference, name: str, data: bytes | str
) -> tuple[list[tuple[int, Invitee]], list[Fault]]:
    """Cities of the registry with whom to write to there, each with its row, and what is wrong. A city is
    known by its code and by every name it has in the registry or at the conference.

    Raises :class:`SheetUnreadable`.
    """
    rows = read_rows(name, data, COLUMNS, ("city",)).rows
    by_word: dict[str, City] = {}
    for city in networks.cities_by_code().values():
        for word in [*conference.city_name(city).values(), *city.name.values(), city.native_name, city.code]:
            by_word.setdefault(folded(word), city)
    found, faults = [], []
    for row in rows:
        number, known = row["row"], by_word.get(folded(row["city"]))
        if known is None:
            faults.append(
                Fault(number, "city", _("“%(text)s” is no city of the registry.", text=row["city"][:60]))
            )
            continue
        try:
            focal = printed_name(row["name"], "focal_name")
            email = check_email(row["email"]) if row["email"] else ""
        except (UnsafeName, ValueError) as error:
            faults.append(Fault(number, "email" if isinstance(error, ValueError) else "name", str(error)))
            continue
        language = row["language"].lower() or DEFAULT
        if language not in SUPPORTED:
            faults.append(
                Fault(number, "language", _("Write one of: %(codes)s.", codes=", ".join(SUPPORTED)))
            )
            continue
        found.append((number, Invitee(known, focal, email, language)))
    return found, faults
