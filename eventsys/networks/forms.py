"""The shape of what is typed about networks, cities and standings."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventsys.core import clock
from eventsys.core.choices import RadioField, SelectField
from eventsys.core.errors import Refusal
from eventsys.core.forms import Form, ImpreciseDateField, LocalizedField, body_field, put_refusal
from eventsys.core.languages import current
from eventsys.core.zones import zone_choices
from eventsys.networks.models import DECISION_WORDS, HALF, QUORUM_OF_WORDS, MembershipStatus
from eventsys.networks.rules.names import countries
from eventsys.networks.rules.plenary import MOST_MEMBERS, MOST_PROXIES
from eventsys.pdf.coverage import printable

__all__ = [
    "CityFieldForm", "CityForm", "FieldForm", "Filter", "GroupForm",
    "ImportForm", "JoinForm", "NetworkForm", "RulesForm", "StandingForm", "place_refusal",
]  # fmt: skip


def place_refusal(form: Form, refusal: Refusal, **fields: tuple[type[Refusal], ...]) -> None:
    """Put a refusal beside the field it is about; above the form when it is about none of ``fields``."""
    name = next((name for name, kinds in fields.items() if isinstance(refusal, kinds)), None)
    if name is None:
        form.form_errors.append(str(refusal))
        return
    field = form[name]
    put_refusal(next(iter(field.form)) if hasattr(field, "form") else field, refusal)


def _country_choices() -> list[tuple[str, str]]:
    return [("", _("Choose a country")), *countries(current()).items()]


def _zone_choices() -> list[tuple[str, str]]:
    return [("", _("Not known")), *zone_choices(clock.now().date())]


def status_choices() -> list[tuple[str, str]]:
    return [(status.value, status.word) for status in MembershipStatus]


class NetworkForm(Form):
    code = StringField(
        _l("Code"),
        [InputRequired(_l("Give the network a short code.")), Length(max=20)],
        description=_l("Short and lasting, such as ANMC21. It appears in addresses."),
    )
    name = LocalizedField(_l("Its name"), required=True, checks=[body_field])
    founded = ImpreciseDateField(_l("Founded"))
    plenary_every_months = IntegerField(
        _l("Months from one plenary to the next"),
        [Optional(), NumberRange(1, 240, _l("Give a number from 1 to 240."))],
    )


class RulesForm(Form):
    """How plenaries of the network decide. ``seen``: what stood when the form was opened."""

    decision = RadioField(
        _l("A decision is taken by"), [InputRequired(_l("Choose one."))], choices=list(DECISION_WORDS.items())
    )
    quorum = RadioField(
        _l("Members that must be represented"), [InputRequired(_l("Choose one."))],
        choices=[("half", _l("more than half")), ("number", _l("a fixed number"))],
    )  # fmt: skip
    quorum_number = IntegerField(
        _l("The fixed number"),
        [Optional(), NumberRange(1, MOST_MEMBERS, _l("Give a number from 1 to 1,000."))],
    )
    quorum_of = RadioField(
        _l("More than half of"), [InputRequired(_l("Choose one."))], choices=list(QUORUM_OF_WORDS.items())
    )
    proxies = IntegerField(
        _l("For how many other members one may act by proxy"),
        [
            InputRequired(_l("Give a number; 0 where there are no proxies.")),
            NumberRange(0, MOST_PROXIES, _l("Give a number from 0 to 20.")),
        ],
        description=_l("0: there are no proxies."),
    )
    seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.quorum.data == "number" and self.quorum_number.data is None and not self.quorum_number.errors:
            self.quorum_number.errors = [_("Give the number.")]
            return False
        return fine

    @property
    def values(self) -> dict[str, Any]:
        """As :func:`eventsys.networks.service.set_rules` takes them."""
        number = self.quorum_number.data if self.quorum.data == "number" else HALF
        return {
            "decision": self.decision.data, "quorum": number, "quorum_of": self.quorum_of.data,
            "proxies": self.proxies.data,
        }  # fmt: skip


class CityForm(Form):
    code = StringField(
        _l("Code"),
        [InputRequired(_l("Give the city a short code.")), Length(max=12)],
        description=_l("Up to 12 capital letters and figures, such as HAN; many use the UN/LOCODE."),
    )
    name = LocalizedField(_l("Its name"), required=True, max_length=200, checks=[printable, body_field])
    native_name = StringField(
        _l("Name in its own script"),
        [Optional(), Length(max=200), printable, body_field],
        description=_l("As the city writes it: 東京都, Томск, Hà Nội."),
    )
    country = SelectField(
        _l("Country or territory"), [InputRequired(_l("Choose a country."))], choices=_country_choices
    )
    timezone = SelectField(_l("Time zone"), [Optional()], choices=_zone_choices)
    leader_office = LocalizedField(
        _l("Office of its leader"),
        checks=[body_field],
        description=_l("Mayor, governor, chairman of the people’s committee …"),
    )


class StandingForm(Form):
    status = SelectField(_l("Status"), [InputRequired(_l("Choose a status."))], choices=status_choices)
    since = ImpreciseDateField(_l("Since"))


class JoinForm(StandingForm):
    city = SelectField(_l("City"), [InputRequired(_l("Choose a city."))])


class FieldForm(Form):
    name = LocalizedField(_l("Field"), required=True, max_length=60)


class CityFieldForm(Form):
    field = SelectField(_l("Creative field"), [InputRequired(_l("Choose a field."))])
    since = ImpreciseDateField(_l("Since"))


class GroupForm(Form):
    code = StringField(_l("Code"), [InputRequired(_l("Give the group a short code.")), Length(max=40)])
    name = LocalizedField(_l("Its name"), required=True, checks=[body_field])
    countries = StringField(
        _l("Countries"),
        [Optional(), Length(max=1000)],
        description=_l("Codes of ISO 3166-1 with commas between them: VN, TH, LA."),
    )
    cities = TextAreaField(
        _l("Cities by name"),
        [Optional(), Length(max=4000)],
        description=_l("Codes of cities that are in the group whatever their country."),
    )


class ImportForm(Form):
    """A list of cities, as a file or pasted."""

    file = FileField(
        _l("File"),
        description=_l("CSV, XLSX or ODS, up to 5 MB and 5,000 rows. One row names the columns."),
        render_kw={"accept": ".csv,.txt,.tsv,.xlsx,.ods"},
    )
    text = TextAreaField(
        _l("Or paste rows from a spreadsheet"), [Length(max=500_000)], render_kw={"rows": 6, "wrap": "off"}
    )


class Filter(Form):
    """What a list is narrowed by; it lives in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Search"), render_kw={"type": "search"})
    status = SelectField(_l("Status"), validate_choice=False)
    country = SelectField(_l("Country"), validate_choice=False)
    group = SelectField(_l("Group"), validate_choice=False)
    field = SelectField(_l("Field"), validate_choice=False)
    sort = SelectField(_l("Order"), validate_choice=False)
