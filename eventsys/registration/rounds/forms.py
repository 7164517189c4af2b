from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import AsksFarDays, Form, body_field, strip_text
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.text import Localized
from eventsys.registration.delegations.rules import standing_words
from eventsys.registration.rounds.models import PURPOSE_WORDS, RoundPurpose

_MOST_DAYS, _MOST_REMINDERS = 365, 6


def _own_words(label: Any, description: Any = "") -> Any:
    return LocalizedField(label, long=True, max_length=2000, checks=[body_field], description=description)


class _WordsForm(Form):
    """What organisers say besides: ``words`` to everybody, and a field for each standing that has its own."""

    by_standing: tuple[str, ...] = ()
    words = _own_words(
        _l("A paragraph of your own"),
        _l("It stands after the first sentence. Whoever is written to in another language gets none."),
    )

    @property
    def texts(self) -> dict[str, Localized]:
        """By standing; "": to everybody who has no own text."""
        own = {standing: self[f"words_{standing}"].localized for standing in self.by_standing}
        return {"": self.words.localized, **{standing: words for standing, words in own.items() if words}}

    @property
    def own(self) -> list[tuple[str, Any]]:
        """The fields of standings, with their standing."""
        return [(standing, self[f"words_{standing}"]) for standing in self.by_standing]


Words = TypeVar("Words", bound=_WordsForm)


class RoundForm(_WordsForm, AsksFarDays):
    """Letters to the delegations chosen beside it."""

    purpose = RadioField(
        _l("Which letter"),
        choices=lambda: [(str(one), word) for one, word in PURPOSE_WORDS.items()],
        default=str(RoundPurpose.INVITATION),
    )
    at = DateTimeLocalField(
        _l("Send at"),
        [Optional()],
        format="%Y-%m-%dT%H:%M",
        description=_l("In the conference’s own time; empty: now."),
    )


class ReminderForm(_WordsForm):
    """Letters that go by a milestone."""

    purpose = RadioField(
        _l("Which letter"),
        choices=lambda: [
            (str(one), word) for one, word in PURPOSE_WORDS.items() if one != RoundPurpose.INVITATION
        ],
        default=str(RoundPurpose.ANSWER),
    )
    days_before = StringField(
        _l("Days before"),
        [InputRequired(_l("Give the number of days."))],
        filters=[strip_text],
        default="21, 14, 7",
        description=_l("One number for each reminder."),
    )
    milestone = SelectField(
        _l("Milestone"),
        choices=lambda: [(str(kind), kind.word) for kind in MilestoneKind],
        default=str(MilestoneKind.REGISTRATION_CLOSES),
    )

    def validate_days_before(self, field: Any) -> None:
        words = re.split(r"[\s,;]+", (field.data or "").strip(" ,;"))
        if len(words) > _MOST_REMINDERS or not all(re.fullmatch("[0-9]{1,3}", word) for word in words):
            raise ValidationError(_l("Write up to six numbers of days, such as 21, 14, 7."))
        if max(map(int, words)) > _MOST_DAYS:
            raise ValidationError(_l("A reminder goes at most a year before."))

    @property
    def days(self) -> list[int]:
        """Of a form that is valid: each once, the earliest reminder first."""
        return sorted({int(one) for one in re.findall("[0-9]+", self.days_before.data or "")}, reverse=True)


def with_standings(kind: type[Words], standings: Iterable[str]) -> type[Words]:
    """The form with a text of its own for each of ``standings``, where there are several."""
    every = tuple(standings)
    own = every if len(every) > 1 else ()
    fields = {f"words_{standing}": _own_words(standing_words(standing)) for standing in own}
    return type(kind.__name__, (kind,), {"by_standing": own, **fields})
