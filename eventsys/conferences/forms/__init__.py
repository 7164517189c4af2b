"""The shape of what is typed about an edition."""

from __future__ import annotations

from eventsys.conferences.forms.cities import CityNameForm, city_choices
from eventsys.conferences.forms.editions import (
    REFUSED_FIELDS,
    CategoryForm,
    ConferenceForm,
    MilestonesForm,
    NewConferenceForm,
    OrganiserForm,
    QuotaForm,
    RoomForm,
    ZoneForm,
    any_word,
    facts_of,
    label_milestones,
    lines_of,
    place_refusal,
    stored,
    themes_of,
)
from eventsys.conferences.forms.plenary import RulesForm

__all__ = [
    "REFUSED_FIELDS",
    "CategoryForm", "CityNameForm", "ConferenceForm", "MilestonesForm", "NewConferenceForm", "OrganiserForm",
    "QuotaForm", "RoomForm", "RulesForm", "ZoneForm", "any_word", "city_choices", "facts_of", "label_milestones", "lines_of",
    "place_refusal", "stored", "themes_of",
]  # fmt: skip
