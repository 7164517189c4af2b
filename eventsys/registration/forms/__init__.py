"""The shape of what people send in."""

from __future__ import annotations

from eventsys.registration.forms.delegations import FocalForm, PresenceForm
from eventsys.registration.forms.fields import check_days
from eventsys.registration.forms.invitees import read_invitees
from eventsys.registration.forms.people import (
    ConsentForm,
    JourneyForm,
    NameForm,
    PassportForm,
    PhotoForm,
    RoleForm,
    SheetForm,
    StaffForm,
    YouForm,
    mark_asked,
)
from eventsys.registration.forms.people_columns import PEOPLE, TEMPLATE
from eventsys.registration.forms.people_table import Whose, read_people

__all__ = [
    "PEOPLE", "TEMPLATE", "ConsentForm", "FocalForm", "JourneyForm", "NameForm", "PassportForm", "PhotoForm",
    "PresenceForm",
    "RoleForm", "SheetForm", "StaffForm", "YouForm", "Whose", "check_days", "mark_asked", "read_invitees", "read_people",
]  # fmt: skip
