from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.registration.kinds.models import FormSection
from eventsys.registration.questions.forms import JourneyForm, RoleForm, YouForm, mark_asked
from eventsys.registration.questions.rules import AskedParts

#: The sections whose fields may be asked to read otherwise, in their order.
PARTS = (FormSection.YOU, FormSection.ROLE, FormSection.JOURNEY)


class ChangeForm(YouForm, RoleForm, JourneyForm):
    """All that a registration says in words, as it shall read; what is not asked of the person is not here."""

    def __init__(
        self,
        *args: Any,
        asked: AskedParts,
        region: str = "",
        conference: Conference | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, region=region, conference=conference, **kwargs)
        for part in PARTS:
            mark_asked(self, part, asked)
