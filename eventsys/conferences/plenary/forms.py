"""The shape of the rules of decision of an edition."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, VersionField
from eventsys.networks.plenary.models import (
    CITY_VOTES_WORDS,
    CREDENTIALS_WORDS,
    DECISION_WORDS,
    HALF,
    QUORUM_OF_WORDS,
    PlenaryRules,
)


class EditionRulesForm(Form):
    """What this edition decides otherwise than its network; "" is as in the network, whose words the choice names."""

    decision = SelectField(_l("A decision is taken by"))
    quorum = SelectField(_l("Members that must be represented"))
    quorum_number = IntegerField(
        _l("The fixed number"), [Optional(), NumberRange(1, 1000, _l("Give a number from 1 to 1,000."))]
    )
    quorum_of = SelectField(_l("More than half of"))
    proxies = SelectField(_l("For how many other members one may act by proxy"))
    credentials = SelectField(
        _l("Letters of credentials of the cities"),
        description=_l("The city’s signed letter naming its delegation. The quorum does not depend on it."),
    )
    city_votes = SelectField(
        _l("Votes of a roll call are cast"),
        description=_l(
            "On amendments. On its own page a city votes once it is in the hall, for itself and for whom it acts."
        ),
    )
    version = VersionField()

    def offer(self, inherited: PlenaryRules) -> None:
        """Fill the choices; the first of each says what the network has."""
        half = _("more than half")
        self.decision.choices = [_as_network(DECISION_WORDS[inherited.decision]), *DECISION_WORDS.items()]
        self.quorum.choices = [
            _as_network(half if inherited.quorum is None else inherited.quorum),
            (HALF, half),
            ("number", _("a fixed number")),
        ]
        self.quorum_of.choices = [
            _as_network(QUORUM_OF_WORDS[inherited.quorum_of]),
            *QUORUM_OF_WORDS.items(),
        ]
        self.credentials.choices = [
            _as_network(CREDENTIALS_WORDS[inherited.credentials]),
            *CREDENTIALS_WORDS.items(),
        ]
        self.city_votes.choices = [
            _as_network(CITY_VOTES_WORDS[inherited.city_votes]),
            *CITY_VOTES_WORDS.items(),
        ]
        numbers = [(str(n), str(n)) for n in range(1, 11)]
        none = ("0", _("none: there are no proxies"))
        self.proxies.choices = [_as_network(inherited.proxies), none, *numbers]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.quorum.data == "number" and self.quorum_number.data is None and not self.quorum_number.errors:
            self.quorum_number.errors = [_("Give the number.")]
            return False
        return fine

    @property
    def values(self) -> dict[str, Any]:
        """What the edition sets itself, as :func:`eventsys.conferences.plenary.service.set_rules` takes it."""
        number = self.quorum_number.data if self.quorum.data == "number" else self.quorum.data
        chosen = {
            "decision": self.decision.data,
            "quorum": number,
            "quorum_of": self.quorum_of.data,
            "credentials": self.credentials.data,
            "city_votes": self.city_votes.data,
        }
        found = {name: value for name, value in chosen.items() if value}
        return found | ({"proxies": int(self.proxies.data)} if self.proxies.data else {})


def _as_network(words: Any) -> tuple[str, str]:
    return "", _("as in the network (%(what)s)", what=words)
