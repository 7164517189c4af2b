"""Clashes: rooms and people wanted twice, and what else is wrong in a programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import list_words
from eventsys.core.words.tags import own_name
from eventsys.programme.sessions.models import PanelRole, SessionKind, SessionState


class ClashKind(StrEnum):
    ROOM = "room"
    PERSON = "person"
    NAMESAKE = "namesake"
    CAPACITY = "capacity"
    OUTSIDE = "outside"
    NO_CHAIR = "no_chair"
    NO_ROOM = "no_room"
    NOT_APPROVED = "not_approved"
    UNTRANSLATED = "untranslated"


#: Those that stand in the way of publication.
_HARD = frozenset({ClashKind.ROOM, ClashKind.PERSON, ClashKind.CAPACITY})


@dataclass(frozen=True, slots=True)
class PanelPart:
    """One person's part in a session, as the rules see it. ``key`` is of this very person, ``alike`` the same
    for all who may be one, ``seat`` the part's public id; ``approved`` is true of guests."""

    key: str
    name: str
    role: str
    approved: bool = True
    alike: str = ""
    seat: str = ""

    @property
    def is_delegate(self) -> bool:
        return self.key.startswith("delegate ")


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
    parts: tuple[PanelPart, ...] = ()
    missing: tuple[str, ...] = ()

    def overlaps(self, other: Slot) -> bool:
        """One that ends when the other begins does not overlap it."""
        return self.starts < other.ends and other.starts < self.ends

    def __str__(self) -> str:
        return f"“{self.title}” ({self.when})"


@dataclass(frozen=True, slots=True)
class Clash:
    """Something wrong with one session or between two; ``str()`` is the sentence for people. ``seats`` are the
    parts of two people of one name, who may be told apart."""

    kind: ClashKind
    first: Slot
    second: Slot | None = None
    detail: str = field(default="")
    seats: tuple[str, str] | None = None

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
            case ClashKind.NAMESAKE:
                return _(
                    "%(name)s is named twice at the same time, and may be one person: %(one)s and %(two)s",
                    name=what,
                    one=one,
                    two=two,
                )
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


def clashes(
    slots: Iterable[Slot],
    *,
    zone: str,
    first_day: date,
    last_day: date,
    told_apart: Collection[frozenset[str]] = (),
) -> list[Clash]:
    """Everything wrong among ``slots`` (drafts and open sessions), hard clashes first, then by time.

    A delegate cannot be in two places; people of one name, one of them a guest, may be two: they are warned of
    unless ``told_apart`` holds the keys of both.
    """
    ordered = sorted(slots, key=lambda slot: (slot.starts, slot.id))
    found = [clash for slot in ordered for clash in _alone(slot, ZoneInfo(zone), first_day, last_day)]
    found += _rooms(ordered)
    found += _people(ordered, told_apart)
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
        names = [own_name(code) for code in slot.missing]
        yield Clash(ClashKind.UNTRANSLATED, slot, detail=list_words(names))


def _rooms(ordered: Sequence[Slot]) -> Iterator[Clash]:
    rooms: dict[int, list[Slot]] = defaultdict(list)
    for slot in ordered:
        if slot.room_id is not None:
            rooms[slot.room_id].append(slot)
    for taken in rooms.values():
        yield from (Clash(ClashKind.ROOM, one, two, one.room) for one, two in _overlapping(taken))


def _people(ordered: Sequence[Slot], told_apart: Collection[frozenset[str]]) -> Iterator[Clash]:
    """Only sessions with people of one name, or with one delegate, are held against each other."""
    groups: dict[str, dict[int, Slot]] = defaultdict(dict)
    for slot in ordered:
        for part in slot.parts:
            groups[part.alike or part.key][slot.id] = slot
    delegates: dict[str, dict[int, Slot]] = defaultdict(dict)
    for slot in ordered:
        for part in slot.parts:
            if part.is_delegate:
                delegates[part.key][slot.id] = slot
    for key, wanted in delegates.items():
        for one, two in _overlapping(list(wanted.values())):
            name = next(part.name for part in one.parts if part.key == key)
            yield Clash(ClashKind.PERSON, one, two, name)
    for alike, wanted in groups.items():
        for one, two in _overlapping(list(wanted.values())):
            yield from _namesakes(one, two, alike, told_apart)


def _namesakes(one: Slot, two: Slot, alike: str, told_apart: Collection[frozenset[str]]) -> Iterator[Clash]:
    """At most one warning for two sessions and a name: the first pair that nobody has told apart."""
    for mine in (part for part in one.parts if (part.alike or part.key) == alike):
        for other in (part for part in two.parts if (part.alike or part.key) == alike):
            both_known = mine.is_delegate and other.is_delegate
            if not both_known and frozenset({mine.key, other.key}) not in told_apart:
                yield Clash(ClashKind.NAMESAKE, one, two, mine.name, (mine.seat, other.seat))
                return


def _overlapping(ordered: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Pairs that overlap, of slots ordered by start."""
    for place, one in enumerate(ordered):
        for two in ordered[place + 1 :]:
            if two.starts >= one.ends:
                break
            if one.overlaps(two):
                yield one, two
