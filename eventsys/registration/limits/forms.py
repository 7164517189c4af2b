"""The shape of what is typed about places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from eventsys.core.web.filters import loc
from eventsys.core.web.forms import Form
from eventsys.registration.composer.models import FormChoice

_MOST = 100_000


class PlacesForm(Form):
    """A number for each choice of a question; empty: as many as like."""

    choices: Sequence[FormChoice] = ()

    def of(self, choice: FormChoice) -> Any:
        """The input of a choice, for templates."""
        return self[f"places_{choice.key}"]

    @property
    def places(self) -> dict[FormChoice, int | None]:
        return {choice: self.of(choice).data for choice in self.choices}


def places_form(choices: Sequence[FormChoice]) -> PlacesForm:
    """Filled with what is set."""
    made: dict[str, Any] = {
        f"places_{choice.key}": IntegerField(
            _l("Places: %(choice)s", choice=loc(choice.words)),
            [Optional(), NumberRange(0, _MOST)],
            render_kw={"min": 0, "max": _MOST, "inputmode": "numeric"},
        )
        for choice in choices
    }
    kind: type[PlacesForm] = type("Form", (PlacesForm,), {**made, "choices": tuple(choices)})
    return kind(data={f"places_{choice.key}": choice.places for choice in choices})
