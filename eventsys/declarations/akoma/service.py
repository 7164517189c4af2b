"""The file of a text in each of its languages, from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from eventsys.core import clock
from eventsys.core.bounded.calling import call
from eventsys.core.errors import NotFound
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts.documents import testimonium
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.acts.service import act_of
from eventsys.declarations.akoma import documents, rules
from eventsys.declarations.akoma.models import Closing, Compared, Facts, Signer
from eventsys.declarations.akoma.rules import Held
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion.models import FrozenText
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.modifications import rules as change_rules
from eventsys.declarations.modifications import service as modifications
from eventsys.declarations.modifications.rules import Noted
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.documents import row_of, written_day
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.files import service as files
from eventsys.pdf.layout.render import EmbeddedFile

_SECONDS, _MEGABYTES = 10, 1200


def compared(pdf: bytes, *, client: str = "") -> tuple[Compared, ...]:
    """:func:`documents.compared`, in a process of its own; ``client``: who asks, so that nobody takes all places.

    Raises :class:`TookTooMuch`, :class:`Busy`.
    """
    return call(documents.compared, pdf, seconds=_SECONDS, megabytes=_MEGABYTES, client=client)


def held_in(data: bytes, *, client: str = "") -> Held:
    """A file of ours, read in a process of its own. Raises :class:`NotAkomaNtoso`, :class:`TookTooMuch`, :class:`Busy`."""
    return call(rules.read, data, seconds=_SECONDS, megabytes=_MEGABYTES, client=client)


@in_own_words
def file_of(declaration: Declaration, language: str) -> bytes:
    """The text as adopted in ``language``: of a sealed document what was attached to it.

    Raises :class:`NotFound` where no such words were frozen, and :class:`WordsApart`.
    """
    text = next(
        (one for one in completion_queries.frozen_texts(declaration) if one.language == language), None
    )
    if text is None:
        raise NotFound
    for original, _latest in stages_queries.stages(declaration):
        if original.language in ("", language):
            _original, blank = stages_queries.blank_revision(declaration, original.number)
            _record, kept = documents.attached(files.read(blank.digest))
            if language in kept:
                return kept[language]
    moment = declaration.sealed_at or declaration.adopted_at or clock.now()
    people = signatories_queries.signatories(declaration)
    made_on = day_of(declaration, moment)
    noted = modifications.noted(declaration, completion_queries.frozen_texts(declaration))
    return of_text(declaration, text, people, act=act_of(declaration), made_on=made_on, noted=noted)


def day_of(declaration: Declaration, moment: datetime) -> date:
    """The day of a moment where the conference is."""
    return moment.astimezone(declaration.conference.zone).date()


def attached(
    declaration: Declaration,
    texts: Sequence[FrozenText],
    languages: Sequence[str],
    people: Sequence[Signatory],
    *,
    act: Act,
    made_on: date,
) -> list[EmbeddedFile]:
    """A file for each of ``languages``, in their order, to lie beside the record in a PDF. The caller speaks with the
    organiser's own words. Raises :class:`WordsApart`."""
    frozen = {text.language: text for text in texts}
    noted = modifications.noted(declaration, texts)
    return [
        EmbeddedFile(
            documents.file_name(language),
            of_text(declaration, frozen[language], people, act=act, made_on=made_on, noted=noted),
            description=f"Akoma Ntoso 1.0 ({own_name(language)}): {declaration.title[language]}",
            relationship="Alternative",
            media_type=rules.MEDIA_TYPE,
        )
        for language in languages
    ]


def of_text(
    declaration: Declaration,
    text: FrozenText,
    people: Sequence[Signatory],
    *,
    act: Act,
    made_on: date,
    noted: Noted | None = None,
) -> bytes:
    """What was frozen in one language; ``noted``: what amendments made of it. Raises :class:`WordsApart`."""
    language, paragraphs = text.language, declaration.paragraphs
    words = rules.taken_apart(
        text.content,
        language,
        declaration.title[language],
        [p.text[language] for p in paragraphs if p.part == ParagraphKind.PREAMBLE],
        [p.text[language] for p in paragraphs if p.part == ParagraphKind.POINT],
    )
    order = fallbacks(language, declaration.languages)
    changes = change_rules.changes(noted, language, text.content, rules.pieces(words), order) if noted else ()
    facts = _facts(declaration, language, people, act, made_on)
    return documents.written(words, replace(facts, changes=changes))


def _facts(
    declaration: Declaration, language: str, people: Sequence[Signatory], act: Act, made_on: date
) -> Facts:
    conference, order = declaration.conference, fallbacks(language, declaration.languages)
    with in_language(language):
        place, day = act.place.get_in(order), written_day(act.done_on)
        closing = Closing(
            place, day, testimonium(declaration, place, day), _("%(place)s, %(day)s", place=place, day=day)
        )
        secretariat = str(_("Secretariat"))
        signers = tuple(_signer(one, language) for one in people)
    return Facts(
        kind=declaration.kind,
        text_id=declaration.public_id.hex,
        languages=tuple(declaration.languages),
        authentic=declaration.authentic in ("", language),
        network=conference.network.code,
        network_name=conference.network.name.get_in(order),
        secretariat=secretariat,
        country=conference.host_city.country,
        conference=conference.title.get(language, ""),
        adopted_on=act.adopted_on,
        done_on=act.done_on,
        made_on=made_on,
        closing=closing,
        cities=tuple((p.delegation.party.code, p.name.get_in(order)) for p in declaration.parties),
        signers=signers,
    )


def _signer(one: Signatory, language: str) -> Signer:
    row = row_of(one, language)
    return Signer(one.public_id.hex, row.name, row.office, one.delegation.party.code, row.city, row.proxy)
