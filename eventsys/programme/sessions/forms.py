"""The shape of what is typed about sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from wtforms import DateField, HiddenField, IntegerField, TimeField
from wtforms.validators import NumberRange, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue.models import Room
from eventsys.core.web.choices import SelectField, SelectMultipleField
from eventsys.core.web.forms import AsksFarDays
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import fallbacks, gettext
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import SPOKEN, language_name
from eventsys.programme.sessions import rules
from eventsys.programme.sessions.models import KIND_WORDS, Session


class _WithTheDay:
    """A clock time needs a day, and a day needs both times."""

    def __call__(self, form: Any, field: Any) -> None:
        if not "".join(field.raw_data or ()).strip() and (
            form.day.data or form.starts.data or form.ends.data
        ):
            field.errors[:] = []
            raise StopValidation(gettext("Give the day and both times, or none of them."))


class SessionForm(AsksFarDays):
    """A session; day and times are clock times in the conference's zone."""

    kind = SelectField(_l("Kind"), choices=[(str(kind), word) for kind, word in KIND_WORDS.items()])
    title = LocalizedField(_l("Title"), required=True, max_length=300)
    summary = LocalizedField(_l("Summary"), long=True, max_length=4000)
    day = DateField(_l("Day"), validators=[_WithTheDay(), Optional()])
    starts = TimeField(_l("Starts"), validators=[_WithTheDay(), Optional()])
    ends = TimeField(_l("Ends"), validators=[_WithTheDay(), Optional()])
    ends_on = DateField(
        _l("Ends on another day"),
        validators=[Optional()],
        description=_l("Only for a session that goes on past midnight."),
    )
    room = SelectField(_l("Room"), validate_choice=True)
    expected = IntegerField(
        _l("Expected people"),
        validators=[Optional(), NumberRange(1, 1_000_000)],
        description=_l("Held against the capacity of the room before publication."),
    )
    languages = SelectMultipleField(
        _l("Languages spoken or interpreted"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    seen = HiddenField(validators=[Optional()])  # what the session was like when the form was opened

    def offer(self, conference: Conference, rooms: Sequence[Room]) -> None:
        """The choices of this conference, and which days are far from it."""
        self._conference = conference
        order = fallbacks(languages=conference.languages)
        self.room.choices = [("", _l("No room yet"))] + [
            (
                str(room.public_id),
                _l("%(room)s (%(capacity)s places)", room=room.name.get_in(order), capacity=room.capacity),
            )
            for room in rooms
        ]
        codes = dict.fromkeys([*conference.languages, *SPOKEN])
        self.languages.choices = [(code, language_name(code)) for code in codes]

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) & self.no_day_is_far(
            (self.day, self.ends_on), self._conference.is_far
        )

    def instants(self, zone: str) -> tuple[datetime | None, datetime | None]:
        """Both ends in UTC, or nothing. Raises NoSuchTime, EndsBeforeStart."""
        if self.day.data is None or self.starts.data is None or self.ends.data is None:
            return None, None
        return rules.instants(
            self.day.data, self.starts.data, self.ends.data, zone, ends_on=self.ends_on.data
        )

    @property
    def room_id(self) -> UUID | None:
        return UUID(self.room.data) if self.room.data else None

    @staticmethod
    def values_of(session: Session) -> dict[str, Any]:
        """What the form shows of a session."""
        zone = session.conference.zone
        starts = session.starts_at.astimezone(zone) if session.starts_at else None
        ends = session.ends_at.astimezone(zone) if session.ends_at else None
        return {
            "kind": session.kind,
            "title": session.title,
            "summary": session.summary,
            "day": starts.date() if starts else None,
            "starts": starts.time() if starts else None,
            "ends": ends.time() if ends else None,
            "ends_on": ends.date() if starts and ends and ends.date() != starts.date() else None,
            "room": str(session.room.public_id) if session.room else "",
            "expected": session.expected,
            "languages": session.languages,
        }
