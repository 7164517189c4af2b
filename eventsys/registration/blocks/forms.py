"""The shape of what is settled about our own fields."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form
from eventsys.registration.blocks.models import ASKED_WORDS, Asked
from eventsys.registration.blocks.rules import SWITCHED


class FieldsForm(Form):
    """A menu for each field that may be switched; "" leaves it as usual, or as for everybody."""

    def __init__(self, *args: object, for_everybody: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        usual = _l("As usual") if for_everybody else _l("As for everybody")
        words = [(str(asked), word) for asked, word in ASKED_WORDS.items()]
        for name in SWITCHED:
            self[name].choices = [("", usual), *words]

    def settled(self) -> dict[str, Asked | None]:
        """By field; ``None`` where nothing is settled."""
        return {name: Asked(self[name].data) if self[name].data else None for name in SWITCHED}


for _name, _field in SWITCHED.items():
    setattr(FieldsForm, _name, SelectField(_field.label))
