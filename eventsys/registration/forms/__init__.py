"""The shape of what people send in."""

from __future__ import annotations

from eventsys.registration.forms.delegations import FocalForm, InviteTableForm
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
)
from eventsys.registration.forms.sheets import Fault, Sheet, SheetUnreadable, read_people, read_rows

__all__ = [
    "ConsentForm", "Fault", "FocalForm", "InviteTableForm", "JourneyForm", "NameForm", "PassportForm", "PhotoForm", "RoleForm",
    "Sheet", "SheetForm", "SheetUnreadable", "StaffForm", "YouForm", "read_invitees", "read_people",
    "read_rows",
]  # fmt: skip
