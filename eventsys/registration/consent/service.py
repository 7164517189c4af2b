"""What people agree to, in versions, and that they did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words import languages
from eventsys.core.words.languages import SUPPORTED, in_language
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.registration.consent import queries, rules
from eventsys.registration.consent.errors import ConsentTextChanged
from eventsys.registration.consent.models import Consent, ConsentText
from eventsys.registration.consent.rules import AGREED
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.policy import Reader

_WORDS = _l(
    "Your name, office, organisation and city appear on your badge and in the list of participants. Your journey, diet and "
    "access needs are seen only by those who arrange them. You may withdraw at any time."
)


@cache
def standard_text() -> tuple[Localized, Localized]:
    """The program's words and the sentence that is ticked, in every language of the pages. They do not change while the
    program runs, and every own page asks for them: everybody gets the same values."""
    words, agreed = dict[str, str](), dict[str, str]()
    for language in SUPPORTED:
        with in_language(language):
            words[language], agreed[language] = str(_WORDS), str(AGREED)
    return Localized(words), Localized(agreed)


def given_by(readers: frozenset[Reader]) -> str:
    """A key of :data:`GIVEN_BY_WORDS`. ``readers``: as whom somebody looks at the registration."""
    for reader in (Reader.PERSON, Reader.FOCAL_POINT):
        if reader in readers:
            return reader.value
    return "staff"


AskedConsent = tuple[Localized, Localized]
"""The words, and the sentence that is ticked."""


def asked_text(conference: Conference) -> AskedConsent:
    """What is asked now: what the organisers wrote, or the program's own words. Writes nothing."""
    latest = queries.latest_text(conference)
    return (latest.words, latest.agreed) if latest and not latest.standard else standard_text()


def check_read(conference: Conference, mark: str) -> None:
    """Whether what was read is what is asked now. Raises :class:`ConsentTextChanged`."""
    if mark != rules.mark_of(*asked_text(conference)):
        raise ConsentTextChanged


def _kept_text(conference: Conference, *, now: datetime) -> ConsentText:
    """The version of what is asked now; the first one, and that of changed words of the program, are made here."""
    words, agreed = asked_text(conference)
    latest = queries.latest_text(conference)
    if latest and (latest.words, latest.agreed) == (words, agreed):
        return latest
    return _new_version(conference, latest, words, agreed, standard=True, now=now)


def _new_version(
    conference: Conference,
    latest: ConsentText | None,
    words: Localized,
    agreed: Localized,
    *,
    standard: bool,
    now: datetime,
) -> ConsentText:
    made = ConsentText(
        conference_id=conference.id,
        number=latest.number + 1 if latest else 1,
        words=words,
        agreed=agreed,
        standard=standard,
        made_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError as error:  # somebody else has just made one of this number
        found = queries.latest_text(conference)
        if found is None or (found.words, found.agreed) != (words, agreed):
            raise ConsentTextChanged from error
        return found
    return made


def set_consent_text(
    conference: Conference, words: Mapping[str, str] | None, *, by: Actor, now: datetime
) -> ConsentText:
    """What people are told from now on, by language; ``None`` or nothing: the program's own words. The same words again
    make no new version. Raises :class:`ConsentTextChanged` when somebody else wrote another one at this moment."""
    standard, agreed = standard_text()
    own = Localized({code: text for code, text in (words or {}).items() if text})
    latest, wanted = queries.latest_text(conference), own or standard
    if latest and (latest.words, latest.standard) == (wanted, not own):
        return latest
    made = _new_version(conference, latest, wanted, agreed, standard=not own, now=now)
    audit.record(by, verb="consent_text.written", thing=made, after={"number": made.number})
    db.session.flush()
    return made


def add_consent(delegate: Delegate, *, by: Actor, now: datetime, on_paper: bool = False) -> None:
    """Note that the person agreed to the text as it is now, when, and how; ``on_paper`` when staff have it in writing.
    A second agreement to the same version changes nothing; one to a newer version is kept beside the first."""
    people_queries.locked_delegate(delegate)
    text = _kept_text(delegate.conference, now=now)
    if any(one.text_id == text.id for one in queries.consents_of(delegate)):
        return
    who = given_by(people_policy.readers(by, delegate))
    given = Consent(
        delegate_id=delegate.id,
        text_id=text.id,
        language=languages.current(),
        at=now,
        given_by=who,
        number=by.number,
        on_paper=on_paper,
    )
    given.text = text
    db.session.add(given)
    if delegate.consented_at is None:
        delegate.consented_at, delegate.consent_on_paper = now, on_paper
    after = {"at": now.isoformat(), "version": text.number, **({"on": "paper"} if on_paper else {})}
    audit.record(by, verb="delegate.consented", thing=delegate, after=after)
    db.session.flush()
