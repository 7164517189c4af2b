"""The shape of what is typed to record a commitment or a pledge."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.choices import SelectField, SelectMultipleField
from eventsys.core.web.forms import Form, ImpreciseDateField, VersionField
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.days import DUE
from eventsys.core.words.languages import lazy_gettext as _l


class CommitmentForm(Form):
    """Choices of cities are the conference's. ``key`` makes the form, sent twice, one commitment; ``version`` is
    the one that was seen when the page was opened."""

    owner = SelectField(_l("Who commits itself"), validators=[InputRequired(_l("Choose a city"))])
    partners = SelectMultipleField(
        _l("With or to whom"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    what = LocalizedField(_l("What is to be done"), long=True, required=True, max_length=1000)
    indicator = LocalizedField(
        _l("How one will see that it was done"),
        max_length=500,
        description=_l("For example: 30 trainers trained, or a count before and after."),
    )
    due = ImpreciseDateField(_l("Due"), reach=DUE)
    key = HiddenField()
    version = VersionField()


class PledgeForm(CommitmentForm):
    """A pledge without an instrument stands on who said it."""

    said_by = LocalizedField(
        _l("Who said it"),
        required=True,
        description=_l("A name with its office, or a delegation."),
    )
    said_on = ImpreciseDateField(_l("When"))
    said_where = LocalizedField(_l("Where"), description=_l("A session, a meeting, a letter, a news report."))
    said_words = LocalizedField(_l("In which words"), long=True, max_length=3000)
