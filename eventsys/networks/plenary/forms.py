from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from eventsys.core.web.choices import RadioField
from eventsys.core.web.forms import Form
from eventsys.networks.plenary.models import (
    CITY_VOTES_WORDS,
    CREDENTIALS_WORDS,
    DECISION_WORDS,
    HALF,
    QUORUM_OF_WORDS,
)
from eventsys.networks.plenary.service import MOST_MEMBERS, MOST_PROXIES


class RulesForm(Form):
    """How plenaries of the network decide. ``seen``: what stood when the form was opened."""

    decision = RadioField(
        _l("A decision is taken by"), [InputRequired(_l("Choose one."))], choices=list(DECISION_WORDS.items())
    )
    quorum = RadioField(
        _l("Members that must be represented"),
        [InputRequired(_l("Choose one."))],
        choices=[("half", _l("more than half")), ("number", _l("a fixed number"))],
    )
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
    credentials = RadioField(
        _l("Letters of credentials of the cities"),
        choices=list(CREDENTIALS_WORDS.items()),
        description=_l("The city’s signed letter naming its delegation. The quorum does not depend on it."),
    )
    city_votes = RadioField(
        _l("Votes of a roll call are cast"),
        choices=list(CITY_VOTES_WORDS.items()),
        description=_l(
            "On amendments. On its own page a city votes once it is in the hall, for itself and for whom it acts."
        ),
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
        """The rules as :func:`eventsys.networks.plenary.service.set_rules` takes them."""
        number = self.quorum_number.data if self.quorum.data == "number" else HALF
        return {
            "decision": self.decision.data,
            "quorum": number,
            "quorum_of": self.quorum_of.data,
            "proxies": self.proxies.data,
            "credentials": self.credentials.data,
            "city_votes": self.city_votes.data,
        }
