"""Pure decisions of the queue: what may be decided on somebody and by which key, what changed since the last decision, and
who did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.registration.fields.models import BY_NAME, FIELDS
from eventsys.registration.people.models import DelegateState
from eventsys.registration.people.rules import (
    ARROWS,
    DECISIONS,
    VERB_WORDS,
    WAITING_STATES,
    RegistrationVerb,
    possible,
    states_of,
)

#: Goes on to the approval from where the focal point has not vouched yet (``decisions.service.accredit``).
ACCREDIT = "accredit"
#: Whoever did it is not known any more.
NOBODY_KNOWN = _l("Somebody else")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be decided: the ``key`` that does it, the button's ``kind``; with ``reasoned`` it takes words."""

    key: str
    verb: str
    words: Any
    kind: str = "secondary"
    reasoned: bool = False


#: Decisions on a change that is asked for, and what the trail calls them.
CHANGE_VERBS: Mapping[str, str] = {
    "approve_change": "delegate.change_approved",
    "decline_change": "delegate.change_declined",
}


def choices(state: DelegateState, *, change_waits: bool = False) -> list[Choice]:
    """What a reviewer may decide on a registration that waits, or on the change that waits of an approved one, in the order of
    the buttons; nothing on another."""
    if change_waits and state == DelegateState.APPROVED:
        return [
            Choice("a", "approve_change", _l("Approve the change"), "primary"),
            Choice("d", "decline_change", _l("Decline the change"), "outline-danger", True),
        ]
    if state not in WAITING_STATES:
        return []
    may = possible(state)
    approve = (
        Choice("a", RegistrationVerb.APPROVE, VERB_WORDS[RegistrationVerb.APPROVE], "primary")
        if RegistrationVerb.APPROVE in may
        else Choice("a", ACCREDIT, _l("Pre-approve and approve"), "primary")
    )
    others = (
        Choice("r", RegistrationVerb.RETURN, VERB_WORDS[RegistrationVerb.RETURN], reasoned=True),
        Choice("w", RegistrationVerb.WAITLIST, VERB_WORDS[RegistrationVerb.WAITLIST]),
        Choice("d", RegistrationVerb.REJECT, VERB_WORDS[RegistrationVerb.REJECT], "outline-danger", True),
    )
    return [approve, *(one for one in others if one.verb in may)]


#: Narrows the queue to the changes that are asked for.
CHANGES = "changes"


def narrowed(word: str) -> str:
    """What the queue shows where a list is narrowed to ``word``: the states among them that wait, or the changes; else all that
    waits."""
    if word == CHANGES:
        return word
    states = states_of(word)
    return word if states and states <= WAITING_STATES else "waiting"


# ---- what the trail says ----


class Entry(Protocol):
    """What is read of an entry of the trail."""

    at: datetime
    actor_kind: str
    actor_id: int | None
    actor_label: str | None
    verb: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


_STATE_VERBS: Mapping[str, DelegateState] = {f"delegate.{state}": state for state in DelegateState}
_DECIDED = frozenset(f"delegate.{ARROWS[verb][1]}" for verb in DECISIONS)
_PHOTO, _ANSWERED, _EDITED = "delegate.photo_set", "delegate.answered", "delegate.edited"
_CHANGING = frozenset(
    {
        _PHOTO,
        _ANSWERED,
        _EDITED,
        "delegate.change_asked",
        "delegate.change_taken_back",
        *CHANGE_VERBS.values(),
        *_STATE_VERBS,
    }
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that reads otherwise than at the last decision. ``kept``: whether the trail keeps what stood there before."""

    name: str
    before: Any = None
    after: Any = None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class SinceDecided:
    """What changed since the last decision at ``at``: fields of the registration, and questions of the organisers' own that
    were answered anew (their labels by language), whose former answers are not kept."""

    at: datetime
    fields: tuple[FieldChange, ...]
    questions: tuple[dict[str, str], ...]

    @property
    def any(self) -> bool:
        return bool(self.fields or self.questions)


def since_decided(entries: Sequence[Entry]) -> SinceDecided | None:
    """From all entries about a person, the oldest first; ``None`` while nothing was decided or returned."""
    last = next((n for n in range(len(entries) - 1, -1, -1) if entries[n].verb in _DECIDED), None)
    if last is None:
        return None
    after = entries[last + 1 :]
    labels = [
        label for one in after if one.verb == _ANSWERED for label in (one.after or {}).get("questions", ())
    ]
    unique = {tuple(sorted(label.items())): label for label in labels}
    return SinceDecided(entries[last].at, tuple(_fields(after)), tuple(unique.values()))


def _fields(entries: Iterable[Entry]) -> list[FieldChange]:
    """What several changes come to, in the order of the form; what reads as before is left out."""
    found: dict[str, FieldChange] = {}
    for one in entries:
        if one.verb not in (_EDITED, _PHOTO):
            continue
        before, after = one.before or {}, one.after or {}
        for name in after.keys() - {"changed"}:
            key = "photo_digest" if name == "photo" else name
            first = found[key].before if key in found else before.get(name)
            found[key] = FieldChange(key, first, after[name], kept=key != "photo_digest")
        for name in after.get("changed", ()):
            found[name] = FieldChange(name, kept=False)
    order = ["category", *(field.name for field in FIELDS)]
    differ = (found[name] for name in order if name in found)
    return [one for one in differ if one.before != one.after or (not one.kept and one.name in BY_NAME)]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a registration's life: the state's word, when, who, and the reason that the person read."""

    at: datetime
    who: str
    state: DelegateState
    reason: str
    is_decision: bool


def steps(entries: Iterable[Entry]) -> list[Step]:
    """The steps that the trail knows, the latest first."""
    found = [
        Step(
            one.at,
            who(one),
            _STATE_VERBS[one.verb],
            str((one.after or {}).get("reason", "")),
            one.verb in _DECIDED,
        )
        for one in entries
        if one.verb in _STATE_VERBS
    ]
    return found[::-1]


def who(entry: Entry) -> str:
    """Whoever wrote an entry: by name for the staff, else what they are."""
    if entry.actor_kind == "user":
        return entry.actor_label or str(NOBODY_KNOWN)
    if entry.actor_kind == "link":
        is_focal = (entry.actor_label or "").startswith("focal ")
        return str(_l("The focal point") if is_focal else _l("The person"))
    return str(_l("The program itself"))


def last_change(entries: Sequence[Entry]) -> tuple[Entry, DelegateState | None] | None:
    """The newest entry that makes another version of a registration, and the state that it led to, if any."""
    found = next((one for one in reversed(entries) if one.verb in _CHANGING), None)
    return (found, _STATE_VERBS.get(found.verb)) if found else None


def has_done(verb: str, entry: Entry, state: DelegateState | None, *, actor: tuple[str, int | None]) -> bool:
    """Whether the newest change is this very decision by this very person: a second click, or the same page in two tabs."""
    is_own = (entry.actor_kind, entry.actor_id) == actor
    if verb in CHANGE_VERBS:
        return is_own and entry.verb == CHANGE_VERBS[verb]
    followed = RegistrationVerb.APPROVE if verb == ACCREDIT else verb
    target = next((to for known, (_from, to) in ARROWS.items() if known == followed), None)
    return target is not None and state == target and is_own
