"""What the programme keeps about a person."""

from __future__ import annotations

from eventsys.core.languages import lazy_gettext as _l
from eventsys.privacy.service import Holding, columns
from eventsys.programme import queries

__all__ = ["HOLDINGS"]

_SEAT = {"session.title": _l("Session"), "role_word": _l("Part"), "name": _l("Name"), "office": _l("Office"),
         "organisation": _l("Organisation")}  # fmt: skip
HOLDINGS = (
    Holding(
        "panel_seat", _l("Your parts in sessions"), queries.seats_of, _SEAT,
        columns("id public_id session_id role role_order position delegate_id"),
    ),
    Holding(
        "published_seat", _l("Your parts in the published programme"), queries.published_seats_of,
        {"published.title": _SEAT["session.title"], **{key: words for key, words in _SEAT.items() if "." not in key}},
        columns("id published_id place role delegate_id"),
    ),
    Holding(
        "two_people", _l("Told apart from somebody of the same name"), queries.told_apart_of, {"name": _l("Name")},
        columns("id public_id conference_id one two"), audited=True,
    ),
)  # fmt: skip
