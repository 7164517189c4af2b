"""A text with notes as pages show it: lines of words that lead to numbered notes, and what each note says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import list_words
from eventsys.declarations.amendments.models import AMENDMENT_WORDS, AmendmentKind
from eventsys.declarations.amendments.rules import Decision
from eventsys.declarations.footnotes.rules import AmendmentNote, Footnotes, Source
from eventsys.declarations.origins.rules import OriginKind
from eventsys.declarations.voting.models import MANNER_WORDS

#: What brought words that no amendment changed, in the language in force.
ORIGIN_WORDS: dict[OriginKind, Any] = {
    OriginKind.DRAFT: _l("Draft of the secretariat"),
    OriginKind.EDIT: _l("Changed by the secretariat"),
    OriginKind.IMPORT: _l("From a file that the secretariat read in"),
    OriginKind.TRANSLATION: _l("From a translator’s file"),
    OriginKind.CLAUSE: _l("Clause on the languages, in fixed words, as the secretariat chose it"),
    OriginKind.FIXED: _l("Fixed words, the same around every text"),
    OriginKind.UNKNOWN: _l("From before origins were kept"),
}
#: Which record the name of a party was taken from.
NAME_WORDS: dict[OriginKind, Any] = {
    OriginKind.REGISTER: _l("Name of the city in the network’s register of cities: %(city)s"),
    OriginKind.EDITION: _l("Name that was settled for the city at this edition: %(city)s"),
}
#: How an amendment was decided.
HOW_WORDS: dict[str, Any] = {
    "secretariat": _l("decided by the secretariat"),
    "consensus": _l("decided by consensus"),
    "vote": _l("decided by vote"),
    "alternatives": _l("chosen by vote among alternatives"),
    "block": _l("decided together with others"),
}
#: What an amendment did that brought no words.
SHAPE_WORDS: dict[AmendmentKind, Any] = {
    AmendmentKind.MOVE: _l("A paragraph was moved"),
    AmendmentKind.DELETE: _l("A paragraph was taken out"),
}
#: How a city voted by name.
ROLL_WORDS: dict[str, Any] = {
    "for": _l("In favour"),
    "against": _l("Against"),
    "abstaining": _l("Abstaining"),
}
_BY_AMENDMENT = frozenset({OriginKind.AMENDMENT, OriginKind.MERGE})


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that lead to a note (its number), or to none: ``note`` is 0 then. ``amended``: an amendment made them so, or they
    follow one."""

    words: str
    note: int = 0
    amended: bool = False


def _in(words: Mapping[str, str], language: str) -> Mapping[str, str]:
    return {language: words[language]} if language in words else words


@dataclass(frozen=True, slots=True)
class Amended:
    """What a note says of an amendment: whose it was (``title``, "" where the note's words say it), what it proposed, what
    became of it; ``roll``: how they voted, and who."""

    note: AmendmentNote
    title: str
    decided: str
    votes: str
    roll: tuple[tuple[str, list[str]], ...]

    def proposed_in(self, language: str) -> Mapping[str, str]:
        """In that language, or in all where it did not speak of it."""
        return _in(self.note.proposed, language)

    def was_in(self, language: str) -> Mapping[str, str]:
        """The same of the words that it moved or took out."""
        return _in(self.note.was, language)


@dataclass(frozen=True, slots=True)
class Note:
    """``words`` say what brought the words; ``versions``: the first and the last version of the text that did, none for what
    is unknown; ``at``: when the first was saved."""

    number: int
    words: str
    amended: bool
    versions: tuple[int, int] | None
    at: datetime | None
    amendments: tuple[Amended, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """``lines``: title, paragraphs and points in reading order, in ``language``."""

    language: str
    lines: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """Texts in their languages, and the notes that their words lead to, numbered through all of them. ``shaped``: amendments
    that brought no words, with what they did."""

    texts: tuple[AnnotatedText, ...]
    notes: tuple[Note, ...]
    shaped: tuple[tuple[str, Amended], ...] = ()

    def only(self, language: str) -> Annotated:
        """One language and its notes, with their numbers."""
        texts = tuple(one for one in self.texts if one.language == language)
        led = {segment.note for text in texts for line in text.lines for segment in line}
        return Annotated(texts, tuple(note for note in self.notes if note.number in led), self.shaped)


def annotated(notes: Footnotes, contents: Mapping[str, str], zone: tzinfo) -> Annotated:
    """``contents``: language to its whole text, which ``notes`` cover. What the secretariat wrote on one day (in ``zone``) is one
    note."""
    groups: dict[Any, list[int]] = {}
    for code, words in contents.items():
        for piece, source in _pieces(notes, code, words):
            if _leads(notes.sources[source], piece):
                found = groups.setdefault(_group(notes.sources[source], zone), [])
                found += [] if source in found else [source]
    numbers = {source: n for n, sources in enumerate(groups.values(), 1) for source in sources}
    texts = tuple(
        AnnotatedText(code, tuple(_lines(_segments(notes, code, words, numbers))))
        for code, words in contents.items()
    )
    made = (_note(n, [notes.sources[s] for s in found], notes) for n, found in enumerate(groups.values(), 1))
    shaped = (one for one in notes.amendments.values() if one.shapes)
    return Annotated(
        texts, tuple(made), tuple((str(SHAPE_WORDS[one.kind]), _amended(one, notes)) for one in shaped)
    )


def _group(source: Source, zone: tzinfo) -> Any:
    origin = source.origin
    if origin.kind is OriginKind.FIXED:
        return origin.kind
    if origin.kind in _BY_AMENDMENT or origin.city:
        return origin
    day: date | None = source.at.astimezone(zone).date() if source.at else None
    return origin.kind, origin.amendments, day


def _pieces(notes: Footnotes, code: str, content: str) -> Iterable[tuple[str, int]]:
    """Words and the number of their source."""
    at = 0
    for length, source in notes.texts[code]:
        yield content[at : at + length], source
        at += length


def _leads(source: Source, words: str) -> bool:
    """All but the numbers of points lead to a note."""
    return source.origin.kind is not OriginKind.FIXED or any(map(str.isalpha, words))


def _segments(notes: Footnotes, code: str, content: str, numbers: Mapping[int, int]) -> Iterable[Segment]:
    for words, source in _pieces(notes, code, content):
        found = notes.sources[source]
        yield Segment(words, numbers[source] if _leads(found, words) else 0, bool(found.origin.amendments))


def _lines(segments: Iterable[Segment]) -> Iterable[tuple[Segment, ...]]:
    """Parted where a text has an empty line."""
    line: list[Segment] = []
    for segment in segments:
        first, *rest = segment.words.split("\n\n")
        line += [Segment(first, segment.note, segment.amended)] if first.strip() else []
        for words in rest:
            if line:
                yield tuple(line)
            line = [Segment(words, segment.note, segment.amended)] if words.strip() else []
    if line:
        yield tuple(line)


def _note(number: int, sources: Sequence[Source], notes: Footnotes) -> Note:
    origin = sources[0].origin
    versions = sorted(one.origin.version for one in sources)
    moments = sorted(one.at for one in sources if one.at)
    told = tuple(_amended(notes.amendments[n], notes) for n in origin.amendments if n in notes.amendments)
    words = _words(sources[0], told, notes)
    told = tuple(replace(one, title="") if one.title == words else one for one in told)
    return Note(
        number,
        words,
        bool(origin.amendments),
        (versions[0], versions[-1]) if versions[0] else None,
        moments[0] if moments else None,
        _with_parents(told, notes),
    )


def _words(source: Source, told: Sequence[Amended], notes: Footnotes) -> str:
    origin = source.origin
    if origin.city:
        return str(NAME_WORDS[origin.kind]) % {"city": notes.cities[origin.city]}
    numbers = list_words(origin.amendments)
    if origin.kind is OriginKind.AMENDMENT:
        return told[0].title if told else str(_("Amendment %(number)s", number=numbers))
    if origin.kind is OriginKind.MERGE:
        return str(_("Words of the secretariat that take up amendments: %(numbers)s", numbers=numbers))
    words = str(ORIGIN_WORDS[origin.kind])
    if not origin.amendments:
        return words
    after = _("after amendments had changed other languages here: %(numbers)s", numbers=numbers)
    return f"{words}, {after}"


def _with_parents(told: Sequence[Amended], notes: Footnotes) -> tuple[Amended, ...]:
    """Each with the one that it amends behind it."""
    found = {one.note.label: one for one in told}
    for one in told:
        parent = one.note.parent
        while parent is not None and parent in notes.amendments and parent not in found:
            found[parent] = _amended(notes.amendments[parent], notes)
            parent = notes.amendments[parent].parent
    return tuple(found.values())


def _amended(one: AmendmentNote, notes: Footnotes) -> Amended:
    city = str(notes.cities.get(one.city, one.city))
    if one.parent is None:
        title = _("Amendment %(number)s, %(city)s", number=one.label, city=city)
    else:
        title = _(
            "Amendment %(number)s to amendment %(parent)s, %(city)s",
            number=one.label,
            parent=one.parent,
            city=city,
        )
    return Amended(one, str(title), _decided(one.decision), _votes(one.decision), _roll(one.decision))


def _decided(decision: Decision) -> str:
    how = str(HOW_WORDS.get(str(decision.how), decision.how))
    manner = [str(MANNER_WORDS[decision.manner])] if decision.manner and decision.votes else []
    return ", ".join([str(AMENDMENT_WORDS[decision.state]), how, *manner])


def _votes(decision: Decision) -> str:
    if decision.votes is None:
        return ""
    yes, no, abstaining = decision.votes
    return str(
        _(
            "%(yes)s in favour, %(no)s against, %(abstaining)s abstaining",
            yes=yes,
            no=no,
            abstaining=abstaining,
        )
    )


def _roll(decision: Decision) -> tuple[tuple[str, list[str]], ...]:
    found: dict[str, list[str]] = {}
    for entry in decision.roll:
        found.setdefault(entry.vote, []).append(str(entry.name))
    return tuple((str(words), found[vote]) for vote, words in ROLL_WORDS.items() if vote in found)
