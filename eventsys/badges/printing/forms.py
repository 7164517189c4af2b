"""How a run is laid on sheets, and the list of runs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, DateField, DecimalField, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from eventsys.badges.sheets.rules import Backs, Layout, SheetOptions, Sort
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext


def _length(label: Any, most: int) -> Any:
    said = _l("Give a length from 0 to %(most)s mm", most=most)
    checks = [InputRequired(said), NumberRange(0, most, said)]
    return DecimalField(label, checks, places=2, default=Decimal(0))


class SheetForm(Form):
    """Every field of :class:`SheetOptions`; lengths in mm."""

    sort = SelectField(
        _l("In the order of"),
        choices=[
            (Sort.ASKED, _l("the list")),
            (Sort.CITY, _l("cities")),
            (Sort.NAME, _l("names")),
            (Sort.CATEGORY, _l("categories")),
        ],
    )
    layout = SelectField(
        _l("On paper"),
        choices=[
            (Layout.PAGE, _l("One badge on each page")),
            (Layout.FIT, _l("As many on a sheet as fit")),
            (Layout.LABELS, _l("A sheet of labels")),
            (Layout.FREE, _l("Measures of your own")),
        ],
    )
    paper = SelectField(_l("Size of the paper"), choices=[("a4", "A4"), ("letter", "Letter")])
    labels = SelectField(_l("Sheet of labels"), [Optional()], default="")
    columns = IntegerField(
        lazy_pgettext("on a sheet", "Columns"), [InputRequired(), NumberRange(1, 10)], default=2
    )
    rows = IntegerField(_l("Rows"), [InputRequired(), NumberRange(1, 20)], default=2)
    margin_x = _length(_l("Margin on the left"), 100)
    margin_y = _length(_l("Margin above"), 100)
    gutter_x = _length(_l("Gap between columns"), 50)
    gutter_y = _length(_l("Gap between rows"), 50)
    bleed = _length(_l("Bleed"), 10)
    crop_marks = BooleanField(_l("Crop marks"))
    backs = SelectField(
        _l("Backs"),
        choices=[
            (Backs.NONE, _l("Fronts only")),
            (Backs.LONG, _l("Turned along the long edge")),
            (Backs.SHORT, _l("Turned along the short edge")),
        ],
    )
    covers = BooleanField(
        _l("A cover sheet before each delegation"),
        description=_l("It lists the badges in the stack. The order is then that of the cities."),
    )
    start_sheet = IntegerField(
        _l("From sheet number"),
        [InputRequired(), NumberRange(1, 100_000)],
        default=1,
        description=_l("More than 1 after a paper jam: the sheets before it are left out."),
    )

    def offer(self, labels: Sequence[tuple[str, str]]) -> SheetForm:
        """With the sheets of labels that there are: name and words."""
        self.labels.choices = [("", _l("Choose")), *labels]
        return self

    def options(self) -> SheetOptions:
        """What was chosen, as it is kept with the run; lengths in millimetres. Raises :class:`BadSheet`."""
        values = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        for name, value in values.items():
            if isinstance(self._fields[name], DecimalField):
                values[name] = float(value)
        if values["layout"] != Layout.LABELS:
            values["labels"] = ""
        return SheetOptions.of(values)


class RunsFilter(Form):
    """Filters of the list of runs, kept in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("By whom"))
    since = DateField(_l("From"), [Optional()])
    until = DateField(_l("To"), [Optional()])
