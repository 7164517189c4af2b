"""The filter of the list of people, and what is asked on one badge's page."""

from __future__ import annotations

from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.badges.record import rules as record_rules
from eventsys.core.web.choices import RadioField, SelectField, SelectMultipleField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l


class ReasonForm(Form):
    """Why a badge becomes void."""

    why = RadioField(
        _l("Reason"),
        [InputRequired(_l("Choose the reason"))],
        choices=[(str(reason), record_rules.VOID_WORDS[reason]) for reason in record_rules.ASKED_REASONS],
    )
    words = StringField(
        _l("In a few words"), [Optional(), Length(max=200)], description=_l("Needed for another reason.")
    )
    sure = BooleanField(_l("I know that the printed badge becomes void"))


class ZonesForm(Form):
    """The zones one person's badge opens."""

    zones = SelectMultipleField(
        _l("Zones this person may enter"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class PeopleFilter(Form):
    """Filters of the list, kept in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Name"))
    category = SelectField(_l("Category"), validate_choice=False)
    city = SelectField(_l("City"), validate_choice=False)
    missing = BooleanField(_l("Without a badge"))
    outdated = BooleanField(_l("Out of date"))
