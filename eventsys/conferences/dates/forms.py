"""The shape of what is typed about milestones."""

from __future__ import annotations

from wtforms import DateTimeLocalField
from wtforms.validators import Optional

from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core.web.forms import (
    AsksFarDays,
)


class MilestonesForm(AsksFarDays):
    """One moment for each kind, on the conference's own clock."""


for _kind in MilestoneKind:
    setattr(MilestonesForm, _kind.value, DateTimeLocalField("", [Optional()], format="%Y-%m-%dT%H:%M"))


def label_milestones(form: MilestonesForm) -> None:
    """Labels in the language of the page."""
    for kind in MilestoneKind:
        form[kind.value].label.text = kind.word
