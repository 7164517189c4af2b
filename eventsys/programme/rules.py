"""Pure decisions of the programme: the arrows between states, local times, and clashes."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_skeleton

from eventsys.core.languages import OWN_NAMES, current, list_words
from eventsys.core.languages import gettext as _
from eventsys.programme.errors import EndsBeforeStart, NoSuchTime
from eventsys.programme.models import PanelRole, SessionKind, SessionState

__all__ = [
    "ARROWS",
    "FROZEN",
    "OPEN",
    "PUBLIC",
    "ROLE_ORDER",
    "SPOKEN",
    "Clash",
    "ClashKind",
    "Part",
    "Slot",
    "clashes",
    "instants",
    "language_name",
    "may_become",
    "person_key",
    "spoken_time",
]

S = SessionState
#: DOMAIN.md §3: draft → scheduled → published → live → closed → summary approved; postponed, cancelled.
ARROWS: dict[str, frozenset[SessionState]] = {
    S.DRAFT: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.SCHEDULED: frozenset({S.PUBLISHED, S.POSTPONED, S.CANCELLED}),
    S.PUBLISHED: frozenset({S.LIVE, S.POSTPONED, S.CANCELLED}),
    S.LIVE: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.SUMMARY_APPROVED}),
    S.POSTPONED: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.CANCELLED: frozenset(),
    S.SUMMARY_APPROVED: frozenset(),
}
#: States in which the public sees a session with its times.
PUBLIC = frozenset({S.PUBLISHED, S.LIVE, S.CLOSED, S.SUMMARY_APPROVED})
#: States in which a session takes its room and its people.
OPEN = PUBLIC | {S.SCHEDULED}
FROZEN = frozenset({S.CANCELLED, S.SUMMARY_APPROVED})

#: What sessions are held in, beside the conference's own languages.
SPOKEN = ("ar", "en", "fr", "hi", "id", "ja", "km", "ko", "lo", "ms", "my", "ru", "th", "vi", "zh")
ROLE_ORDER = {role: place for place, role in enumerate(PanelRole)}


def may_become(state: str, wanted: SessionState) -> bool:
    """Whether there is an arrow from ``state`` to ``wanted``."""
    return wanted in ARROWS[state]


def instants(
    day: date, starts: time, ends: time, zone: str, *, ends_on: date | None = None
) -> tuple[datetime, datetime]:
    """Both ends in UTC, from local clock times in ``zone``.

    An hour that comes twice when summer time ends means its first coming, unless only the second one makes
    the session end after it starts. Raises :class:`NoSuchTime`, :class:`EndsBeforeStart`.
    """
    here = ZoneInfo(zone)
    start = _instant(day, starts, here)
    end = _instant(ends_on or day, ends, here)
    if end <= start:
        end = _instant(ends_on or day, ends, here, fold=1)
    if end <= start:
        raise EndsBeforeStart
    return start, end


def _instant(day: date, clock: time, zone: ZoneInfo, fold: int = 0) -> datetime:
    local = datetime.combine(day, clock.replace(fold=fold), zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(time=f"{clock:%H:%M}", zone=zone.key)
    return instant


def spoken_time(starts: datetime, ends: datetime, zone: str) -> str:
    """``18 Nov, 09:00–10:30`` in the reader's language and the conference's zone."""
    first, last = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    locale = {"en": "en_GB"}.get(current(), current())

    def day(moment: datetime) -> str:
        return str(format_skeleton("MMMd", moment.date(), locale=locale))

    until = f"{last:%H:%M}" if last.date() == first.date() else f"{day(last)}, {last:%H:%M}"
    return f"{day(first)}, {first:%H:%M}–{until}"


def language_name(code: str) -> str:
    """A language in the reader's own: ``tiếng Nhật``."""
    return str(Locale(current()).languages.get(code, code))


def person_key(delegate_id: int | None, name: str) -> str:
    """The same for the same person: a delegate by identity, a guest by name whatever case and spaces."""
    if delegate_id is not None:
        return f"delegate {delegate_id}"
    return "guest " + " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class ClashKind(StrEnum):
    ROOM = "room"
    PERSON = "person"
    CAPACITY = "capacity"
    OUTSIDE = "outside"
    NO_CHAIR = "no_chair"
    NO_ROOM = "no_room"
    NOT_APPROVED = "not_approved"
    UNTRANSLATED = "untranslated"


#: Those that stand in the way of publication.
_HARD = frozenset({ClashKind.ROOM, ClashKind.PERSON, ClashKind.CAPACITY})


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a session, as the rules see it; ``approved`` is true of guests."""

    key: str
    name: str
    role: str
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Slot:
    """One session, as the rules see it; ``when`` in words, ``missing`` the languages without a title."""

    id: int
    title: str
    kind: str
    state: str
    starts: datetime
    ends: datetime
    when: str
    room_id: int | None = None
    room: str = ""
    capacity: int | None = None
    expected: int | None = None
    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()

    def overlaps(self, other: Slot) -> bool:
        """One that ends when the other begins does not overlap it."""
        return self.starts < other.ends and other.starts < self.ends

    def __str__(self) -> str:
        return f"“{self.title}” ({self.when})"


@dataclass(frozen=True, slots=True)
class Clash:
    """Something wrong with one session or between two; ``str()`` is the sentence for people."""

    kind: ClashKind
    first: Slot
    second: Slot | None = None
    detail: str = field(default="")

    @property
    def hard(self) -> bool:
        """Stands in the way of publication; what concerns a draft only warns."""
        drafts = SessionState.DRAFT in (self.first.state, self.second.state if self.second else None)
        return self.kind in _HARD and not drafts

    @property
    def sessions(self) -> tuple[int, ...]:
        return (self.first.id, self.second.id) if self.second else (self.first.id,)

    def __str__(self) -> str:
        return str(self._sentence())

    def _sentence(self) -> Any:
        one, two, what = str(self.first), str(self.second), self.detail
        match self.kind:
            case ClashKind.ROOM:
                return _("%(room)s is taken twice: %(one)s and %(two)s", room=what, one=one, two=two)
            case ClashKind.PERSON:
                return _("%(name)s is needed twice: %(one)s and %(two)s", name=what, one=one, two=two)
            case ClashKind.CAPACITY:
                return _(
                    "%(one)s expects %(expected)s people, but %(room)s holds %(capacity)s",
                    one=one,
                    expected=self.first.expected,
                    room=self.first.room,
                    capacity=self.first.capacity,
                )
            case ClashKind.OUTSIDE:
                return _("%(one)s lies outside the days of the conference", one=one)
            case ClashKind.NO_CHAIR:
                return _("%(one)s is a dialogue session without a chair", one=one)
            case ClashKind.NO_ROOM:
                return _("%(one)s has no room", one=one)
            case ClashKind.NOT_APPROVED:
                return _(
                    "%(name)s has a part in %(one)s, but is no longer an approved delegate",
                    name=what,
                    one=one,
                )
            case ClashKind.UNTRANSLATED:
                return _("%(one)s has no title in: %(languages)s", one=one, languages=what)


def clashes(slots: Iterable[Slot], *, zone: str, first_day: date, last_day: date) -> list[Clash]:
    """Everything wrong among ``slots`` (drafts and open sessions), hard clashes first, then by time."""
    ordered = sorted(slots, key=lambda slot: (slot.starts, slot.id))
    found = [clash for slot in ordered for clash in _alone(slot, ZoneInfo(zone), first_day, last_day)]
    found += _shared(ordered)
    return sorted(
        found,
        key=lambda clash: (not clash.hard, clash.first.starts, clash.first.id, clash.kind, clash.sessions),
    )


def _alone(slot: Slot, zone: ZoneInfo, first_day: date, last_day: date) -> Iterator[Clash]:
    if slot.expected is not None and slot.capacity is not None and slot.capacity < slot.expected:
        yield Clash(ClashKind.CAPACITY, slot)
    last_moment = slot.ends - timedelta(microseconds=1)  # ending at midnight is still that day
    if slot.starts.astimezone(zone).date() < first_day or last_moment.astimezone(zone).date() > last_day:
        yield Clash(ClashKind.OUTSIDE, slot)
    if slot.kind == SessionKind.DIALOGUE and not any(part.role == PanelRole.CHAIR for part in slot.parts):
        yield Clash(ClashKind.NO_CHAIR, slot)
    if slot.room_id is None and slot.kind not in (SessionKind.TOUR, SessionKind.BREAK):
        yield Clash(ClashKind.NO_ROOM, slot)
    for part in slot.parts:
        if not part.approved:
            yield Clash(ClashKind.NOT_APPROVED, slot, detail=part.name)
    if slot.missing:
        names = [OWN_NAMES.get(code, code) for code in slot.missing]
        yield Clash(ClashKind.UNTRANSLATED, slot, detail=list_words(names))


def _shared(ordered: Sequence[Slot]) -> Iterator[Clash]:
    """Rooms and people wanted twice: only sessions that share one are held against each other."""
    rooms: dict[int, list[Slot]] = defaultdict(list)
    people: dict[str, dict[int, tuple[Slot, str]]] = defaultdict(dict)
    for slot in ordered:
        if slot.room_id is not None:
            rooms[slot.room_id].append(slot)
        for part in slot.parts:
            people[part.key].setdefault(slot.id, (slot, part.name))
    for taken in rooms.values():
        yield from (Clash(ClashKind.ROOM, one, two, one.room) for one, two in _overlapping(taken))
    for parts in people.values():
        wanted = [slot for slot, _name in parts.values()]
        yield from (Clash(ClashKind.PERSON, one, two, parts[one.id][1]) for one, two in _overlapping(wanted))


def _overlapping(ordered: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Pairs that overlap, of slots ordered by start."""
    for place, one in enumerate(ordered):
        for two in ordered[place + 1 :]:
            if two.starts >= one.ends:
                break
            if one.overlaps(two):
                yield one, two
