"""The originals: each made and sealed once, then one stage for every signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.acts.service import act_of
from eventsys.declarations.akoma import service as akoma
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion.service import check_drawn
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.diction.service import check_words
from eventsys.declarations.footnotes import queries as footnotes_queries
from eventsys.declarations.originals import documents, rules
from eventsys.declarations.originals.errors import CityUnsaid, OfficeUnsaid, PlaceUnsaid
from eventsys.declarations.signatories import documents as signatories_documents
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.signatories.service import check_names_drawn
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages_service
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Original, Revision
from eventsys.declarations.stages.service import assurance, authority, keep, told, trusted_until
from eventsys.files import service as files
from eventsys.pdf.layout.render import Rendered
from eventsys.signing.making.fields import field_box, prepare
from eventsys.signing.making.sign import seal_at, sign_at
from eventsys.signing.values.api import (
    CertificateSubject,
    FieldSpec,
    Identity,
    SignatureText,
    Signed,
)


@in_own_words
def make(declaration: Declaration, people: Sequence[Signatory], *, now: datetime) -> list[Original]:
    """Every original with a box for each of ``people``, sealed; its first two stages are kept. Raises
    :class:`NotDrawn`, :class:`WordsLacking`,
    and what :func:`_check_said` raises."""
    check_names_drawn(people)
    check_words(declaration.conference, declaration.languages)
    act = act_of(declaration)
    _check_said(declaration, act, people)
    texts, organisers = completion_queries.frozen_texts(declaration), _organisers(declaration)
    origins = footnotes_queries.frozen_footnotes(declaration)
    made = []
    for number, (language, holder) in enumerate(_planned(declaration), 1):
        original = Original(declaration_id=declaration.id, number=number, language=language, holder_id=holder)
        db.session.add(original)
        db.session.flush()
        rendered = documents.declaration_pdf(
            declaration,
            original,
            people,
            texts,
            act=act,
            sealed_at=now,
            verify_url=stages_service.verify_url(original),
            organisers=organisers,
            beside=akoma.attached(
                declaration,
                texts,
                documents.languages_of(declaration, original),
                people,
                act=act,
                made_on=akoma.day_of(declaration, now),
            ),
            origins=origins,
        )
        check_drawn(declaration.title.get_in(fallbacks(declaration.order_language)), sorted(rendered.missing))
        spoken = documents.languages_of(declaration, original)
        blank = prepare(rendered.pdf, _fields(rendered, people, spoken))
        keep(original, 0, blank)
        sealed, until = _sealed(declaration, act, original, blank)
        keep(original, 1, sealed, until=until)
        made.append(original)
    return made


def _check_said(declaration: Declaration, act: Act, people: Sequence[Signatory]) -> None:
    """Nothing on the paper is in a language that is none of the text's. Raises :class:`PlaceUnsaid`,
    :class:`CityUnsaid`, :class:`OfficeUnsaid`."""
    for language in act.place.missing(declaration.languages):
        raise PlaceUnsaid(place=str(act.place), language=language)
    if len(declaration.languages) > 1:
        return  # what is said once for all of them stands below each name
    language = declaration.languages[0]
    for one in people:
        if language not in one.city:
            raise CityUnsaid(city=str(one.city), language=language)
        if one.office and language not in one.office:
            raise OfficeUnsaid(name=one.name, language=language)


def _planned(declaration: Declaration) -> list[tuple[str, int | None]]:
    """(language, delegation that holds it) of each original: an agreement has one for every party."""
    if declaration.is_agreement:
        return [("", party.delegation_id) for party in declaration.parties]
    return [(language, None) for language in rules.bound(declaration.volumes, declaration.languages)]


def _organisers(declaration: Declaration) -> list[documents.OrganiserOnPaper]:
    """In their order."""
    return [
        documents.OrganiserOnPaper(one.name, files.read(one.logo_digest) if one.logo_digest else b"")
        for one in organisers_queries.organisers(declaration.conference)
    ]


def _fields(rendered: Rendered, people: Sequence[Signatory], languages: Sequence[str]) -> list[FieldSpec]:
    """What a screen reader says of each box is in every language of the original."""
    fields = [
        FieldSpec(
            signatories_rules.SEAL,
            rendered.boxes[signatories_rules.SEAL],
            signatories_documents.seal_words(languages),
        )
    ]
    for person in people:
        name = signatories_rules.box_of(person)
        fields.append(FieldSpec(name, rendered.boxes[name], _box_words(person, languages)))
    return fields


def _box_words(person: Signatory, languages: Sequence[str]) -> str:
    def words(code: str) -> object:
        return _(
            "Signature of %(name)s, %(city)s", name=person.name, city=person.city.get_in(fallbacks(code))
        )

    return signatories_documents.in_one_line(languages, words)


def _sealed(
    declaration: Declaration, act: Act, original: Original, pdf: bytes
) -> tuple[bytes, datetime | None]:
    """The sealed file, and until when other readers trust it."""
    languages = documents.languages_of(declaration, original)

    def reason(code: str) -> object:
        return _("Certifies the adopted text of %(title)s", title=_title(declaration, code))

    text = SignatureText(
        signatories_documents.seal_words(languages),
        signatories_documents.in_one_line(languages, reason),
        _place(act, languages),
    )
    drawn = signatories_documents.seal_pdf(
        declaration, box=field_box(pdf, signatories_rules.SEAL), languages=languages, day=act.done_on
    )
    by = authority().seal()
    signed = seal_at(
        pdf, field=signatories_rules.SEAL, by=by, assurance=assurance(), text=text, appearance=drawn
    )
    return stages_service.whole(told(signed)), trusted_until(signed, by, None)


def _title(declaration: Declaration, language: str) -> str:
    return declaration.title.get_in(fallbacks(language, declaration.languages))


def _place(act: Act, languages: Sequence[str]) -> str:
    return signatories_documents.in_one_line(
        languages, lambda code: act.place.get_in(fallbacks(code, languages))
    )


@in_own_words
def add_signature(
    declaration: Declaration,
    signatory: Signatory,
    *,
    now: datetime,
    ink: bytes | None = None,
    pen: Identity | None = None,
) -> list[Revision]:
    """The signature in the signatory's box of every original; the caller holds the declaration's row.

    With ``pen``, a certificate of the signatory's own, every original is signed with that; without, each gets a
    certificate of ours, whose key is gone afterwards. Each states in its reason how it was made and who attended, so
    that a stranger who has nothing but the file reads it there. Returns the new stages.
    Raises :class:`NotOpen` when nothing was sealed, what signing refuses, and what :func:`kept.added` refuses.
    """
    stages, act = stages_queries.stages(declaration), act_of(declaration)
    if not stages:
        raise NotOpen
    authority()  # whoever signs: nothing is signed by a clock that is not right
    made = []
    for original, latest in stages:
        pdf = files.read(latest.digest)
        signed, by = _signed(declaration, act, original, signatory, pdf, now=now, ink=ink, pen=pen)
        made.append(
            keep(
                original,
                latest.number + 1,
                stages_service.added(pdf, told(signed)),
                signatory,
                pen.revocation if pen else None,
                own=pen is not None,
                until=trusted_until(signed, by, latest.lasts_until),
            )
        )
    return made


def _signed(
    declaration: Declaration,
    act: Act,
    original: Original,
    signatory: Signatory,
    pdf: bytes,
    *,
    now: datetime,
    ink: bytes | None,
    pen: Identity | None,
) -> tuple[Signed, Identity]:
    languages = documents.languages_of(declaration, original)
    field = signatories_rules.box_of(signatory)
    latin = fallbacks("en", languages)
    person = CertificateSubject(  # certificates are in Latin letters
        name=signatory.name,
        office=signatory.office.get_in(latin),
        organisation=signatory.city.get_in(latin),
        country=signatory.delegation.party.country,
    )

    def reason(code: str) -> object:
        city = signatory.city.get_in(fallbacks(code, languages))
        signs = _("Signs %(title)s for %(city)s", title=_title(declaration, code), city=city)
        return ". ".join(filter(None, (str(signs), signatories_rules.way_words(signatory))))

    text = SignatureText(
        signatory.name, signatories_documents.in_one_line(languages, reason), _place(act, languages)
    )
    day = signatory.signed_on or act.done_on
    drawn = signatories_documents.signature_pdf(
        signatory, box=field_box(pdf, field), languages=languages, day=day, ink=ink
    )
    by = pen or authority().issue(person, now=now)
    signed = sign_at(pdf, field=field, by=by, assurance=assurance(), text=text, appearance=drawn)
    return signed, by
