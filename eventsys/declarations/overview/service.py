"""What declarations show elsewhere: on the home, the checklist, a city's page; and what later rooms add."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.conferences.gaps.service import Said
from eventsys.conferences.home.service import CheckItem, Figure, HomePart, Leads
from eventsys.core import clock
from eventsys.core.wings import Offers
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.confirmations import queries as confirmations_queries
from eventsys.declarations.diction import queries as diction_queries
from eventsys.declarations.diction import rules as diction_rules
from eventsys.declarations.lasting import rules as lasting_rules
from eventsys.declarations.overview import rules
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.stages import queries as stages_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.queries import CityLink
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.service import OwnLink


def home_part(conference: Conference) -> HomePart:
    """Signatures given of those expected."""
    given, expected = signatories_queries.counts(conference)
    leads = Leads("declarations.index", may=can_run)
    return HomePart(
        figures=(Figure(_l("signatures given"), given, leads=leads, of=expected, of_leads=leads),)
    )


def checks(conference: Conference) -> list[CheckItem]:
    """A declaration is written and adopted, then signed by everyone expected."""
    states = [d.state for d in acts_queries.declarations(conference)]
    now = clock.now()
    waiting = {
        declaration.public_id: declaration
        for one, declaration in confirmations_queries.waiting_confirmations(conference)
        if now <= one.expires_at
    }
    ending = [
        one
        for one, _until in stages_queries.ending(now + lasting_rules.REMINDED_BEFORE)
        if one.conference_id == conference.id
    ]
    return [
        *(
            CheckItem(
                _l("Other readers will soon no longer trust: %(title)s", title=one.title.get_in(fallbacks())),
                False,
                "declarations.show",
                {"declaration_id": one.public_id},
                "lasting",
                hint=_l("Its signatures end. A time-stamp service keeps them provable."),
            )
            for one in ending
        ),
        *(
            CheckItem(
                _l("A second person is asked for: %(title)s", title=one.title.get_in(fallbacks())),
                False,
                "declarations.show",
                {"declaration_id": number},
                "second-person",
                hint=_l("Confirm or refuse what is about to be sealed or signed."),
            )
            for number, one in waiting.items()
        ),
        CheckItem(
            _l("Adopt the declaration"),
            rules.is_one_adopted(states),
            endpoint="declarations.index",
            hint=_l(
                "Its preamble and points are written in every language; on adoption the words are frozen."
            ),
        ),
        CheckItem(
            _l("Have the declaration signed"),
            rules.are_all_signed(states),
            endpoint="declarations.index",
            hint=_l("The document is sealed, members sign in turn, and signing is closed."),
        ),
    ]


def city_links(delegation: Delegation) -> list[CityLink]:
    """The texts that were circulated, on the page of a city's focal point and on its head's own."""
    return [
        CityLink(d.title, "declarations.city_text", {"declaration_id": d.public_id})
        for d in remarks_queries.circulated(delegation)
    ]


def own_links(delegate: Delegate) -> list[OwnLink]:
    """On the own page of whoever signs for a city."""
    if not signatories_queries.signatories_who_are(delegate):
        return []
    return [OwnLink(_l("Documents with your signature"), "declarations.own_documents", "file-earmark-pdf")]


@dataclass(frozen=True, slots=True)
class TextLink:
    """A page of a later room; the conference's slug is added to ``values``."""

    label: Any
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A section below the text: what there is, and the link that adds to it."""

    title: Any
    links: Sequence[TextLink]
    new: TextLink | None = None


def texts(conference: Conference) -> Iterator[Said]:
    """What texts say in their languages, and what stands around them and in letters in those of the conference."""
    for text in acts_queries.unsealed(conference):
        where = {"declaration_id": text.public_id}
        yield Said(_DECLARATIONS, text.title, text.title, "declarations.edit", where, text.languages)
        for paragraph in text.paragraphs:
            words = shorten(str(paragraph.text), 80, placeholder="…")
            yield Said(_DECLARATIONS, words, paragraph.text, "declarations.editor", where, text.languages)
    own = diction_queries.own_words(conference)
    spoken, written = (
        diction_queries.languages_of(conference),
        diction_queries.languages_of_letters(conference),
    )
    around = {tag: not diction_rules.lacking(tag, own.get(tag, {})) for tag in spoken}
    yield Said(_DECLARATIONS, _l("Words of documents"), around, "declarations.words", wanted=spoken)
    letters = {tag: not diction_rules.lacking_in_letters(own.get(tag, {})) for tag in written}
    yield Said(_LETTERS, _LETTERS, letters, "declarations.letter_words", wanted=written)


_DECLARATIONS, _LETTERS = _l("Declarations"), _l("Words of letters and of public pages")

TEXT_PARTS: Offers[Callable[[Declaration], TextPart | None]] = Offers()


def text_parts(declaration: Declaration) -> list[TextPart]:
    return [part for given in TEXT_PARTS if (part := given(declaration)) is not None]
