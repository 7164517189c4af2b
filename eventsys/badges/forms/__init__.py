"""The shape of input on badge pages."""

from eventsys.badges.forms.designs import DesignForm, FactsForm, UseForm
from eventsys.badges.forms.life import CodeForm, ReasonForm, ZonesForm
from eventsys.badges.forms.others import DayBadgeForm, DeskForm, FloaterForm, FloaterQuotaForm, HolderForm
from eventsys.badges.forms.people import PeopleFilter
from eventsys.badges.forms.runs import RunsFilter, SheetForm

__all__ = [
    "CodeForm", "DayBadgeForm", "DesignForm", "FactsForm", "DeskForm", "FloaterForm", "FloaterQuotaForm", "HolderForm",
    "PeopleFilter", "ReasonForm", "RunsFilter", "SheetForm", "ZonesForm",
    "UseForm",
]  # fmt: skip
