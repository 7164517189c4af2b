"""The shape of input on badge pages."""

from eventsys.badges.forms.designs import DesignForm
from eventsys.badges.forms.life import CodeForm, ReasonForm
from eventsys.badges.forms.people import PeopleFilter

__all__ = ["CodeForm", "DesignForm", "PeopleFilter", "ReasonForm"]
