"""The verb of the fixed words: what organisers want a document to say instead of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.errors import SavedByAnother
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import SUPPORTED, in_language, speaking
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import clean
from eventsys.declarations.diction import queries, rules
from eventsys.declarations.diction.errors import OddPlaces, WordsLacking, WordsTooLong
from eventsys.declarations.diction.models import OwnWords

__all__ = ["check_words", "set_words", "usual"]


def usual(language: str) -> dict[str, str]:
    """What documents in ``language`` say where no organiser wrote anything: message to text, nothing where nobody knows it."""
    if language not in SUPPORTED:
        return dict(rules.shipped(language))
    with speaking({}), in_language(language):
        return {one.message: _(one.message) for one in rules.FIXED}


def set_words(
    conference: Conference, language: str, texts: Mapping[str, str], *, by: Actor, seen: str | None = None
) -> None:
    """``texts``: message to what documents and letters of this conference say for it from now on; an empty one, or what
    they say anyway, goes back to that. Messages that are not named stay as they are; what was sealed keeps its words. ``seen``:
    what stood when the form was opened (:func:`rules.state_of`).

    Raises :class:`OddPlaces`, :class:`WordsTooLong`, and :class:`SavedByAnother` when somebody was faster.
    """
    ours, before = usual(language), queries.own_words(conference).get(language, {})
    if seen is not None and seen != rules.state_of(before):
        raise SavedByAnother
    after = dict(before)
    for one in (*rules.FIXED, *rules.LETTERS):
        if one.message in texts:
            text = _checked(one, clean(texts[one.message]))
            after.pop(one.message, None)
            if text and text != ours.get(one.message):
                after[one.message] = text
    if after == before:
        return
    changed = [message for message in {**before, **after} if before.get(message) != after.get(message)]
    _put(conference, language, before, after, changed)
    audit.record(
        by,
        verb="conference.document_words",
        thing=conference,
        before={"language": language, "words": {m: before[m] for m in changed if m in before}},
        after={"language": language, "words": {m: after[m] for m in changed if m in after}},
    )


def _checked(one: rules.Fixed, text: str) -> str:
    if odd := rules.odd_places(one, text):
        known = [f"%({name})s" for name in sorted(rules.places_of(one.message) | set(one.may))]
        raise OddPlaces(key=one.key, odd=", ".join(odd), known=", ".join(known) or "—")
    if len(text) > rules.LONGEST:
        raise WordsTooLong(most=rules.LONGEST)
    return text


def _put(
    conference: Conference,
    language: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    changed: Sequence[str],
) -> None:
    gone = [message for message in changed if message in before]
    try:
        with db.session.begin_nested():
            if gone:
                whose = (OwnWords.conference_id == conference.id, OwnWords.language == language)
                db.session.execute(delete(OwnWords).where(*whose, OwnWords.message.in_(gone)))
            db.session.add_all(
                OwnWords(conference_id=conference.id, language=language, message=message, text=after[message])
                for message in changed
                if message in after
            )
            db.session.flush()
    except IntegrityError as error:
        raise SavedByAnother from error


def check_words(conference: Conference, languages: Iterable[str]) -> None:
    """Nothing is sealed with words of another language in it. Raises :class:`WordsLacking`."""
    for language, fixed in queries.lacking(conference, languages).items():
        raise WordsLacking(language=language, number=len(fixed), example=fixed[0].message)
