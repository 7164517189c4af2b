"""The shape of a new edition."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventsys.conferences.facts.forms import ConferenceForm


class NewConferenceForm(ConferenceForm):
    edition = IntegerField(
        _l("Number of the edition"),
        [
            InputRequired(_l("Give the number of the edition.")),
            NumberRange(1, 999, _l("Give a number from 1 to 999.")),
        ],
    )
    slug = StringField(
        _l("Address"),
        [Optional(), Length(max=60)],
        description=_l("The last part of the public address. Empty: network and number."),
    )
    copy_last = BooleanField(
        _l("Copy from the last edition"),
        description=_l(
            "Organisers, rooms, categories, quotas, names of cities, and milestones moved to the new dates."
        ),
    )
