"""The document: made and sealed once, then one signature after another; every stage's bytes are kept.

The declaration's row is held while a signature is added, and a stage has a number of its own: two people who
sign at the same moment sign one after the other, and a process that is killed leaves the last whole stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eventsys.conferences import queries as conference_queries
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.core.languages import fallbacks, in_language, list_words
from eventsys.core.languages import gettext as _
from eventsys.core.text import Localized
from eventsys.declarations import documents, queries, rules
from eventsys.declarations.errors import (
    AlreadyAnswered,
    NoteMissing,
    NotOpen,
    StillExpected,
    TooLate,
)
from eventsys.declarations.models import (
    SIGNATORY_WORDS,
    Declaration,
    DeclarationState,
    Revision,
    Signatory,
    SignatoryState,
)
from eventsys.declarations.service.authority import assurance, authority, told
from eventsys.declarations.service.ink import clean_ink
from eventsys.declarations.service.life import step
from eventsys.declarations.service.signatories import name_signatories
from eventsys.files import service as files
from eventsys.pdf.render import Rendered
from eventsys.signing.api import FieldSpec, Person, SignatureText
from eventsys.signing.fields import field_box, prepare
from eventsys.signing.sign import seal_at, sign_at

__all__ = ["close", "document", "open_for_signature", "record_absent", "record_declined", "sign"]

_WAITING = frozenset({SignatoryState.EXPECTED, SignatoryState.AUTHORISED})


def open_for_signature(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """Name the signatories, make the document with a box for each, and seal it.

    Raises :class:`NoStep`, :class:`NoSignatories`, :class:`NoHead`, :class:`PowersMissing`, and what signing refuses.
    """
    queries.locked(declaration)
    rules.check_step(declaration.state, DeclarationState.OPEN_FOR_SIGNATURE)
    conference = declaration.conference
    names = conference_queries.city_display(conference)
    people = name_signatories(declaration, names)
    host = names.get(conference.host_city_id, conference.host_city.name)
    rendered = documents.declaration_pdf(
        declaration, people, queries.frozen_texts(declaration),
        place=Localized({**host, **declaration.place}), adopted_at=declaration.adopted_at or now,
        verify_url=f"{settings().base_url}/verify?document={declaration.public_id.hex}", logos=_logos(declaration),
    )  # fmt: skip
    blank = prepare(rendered.pdf, _fields(rendered, people, declaration.order_language))
    _keep(declaration, 0, blank)
    _keep(declaration, 1, _sealed(declaration, blank, now))
    step(declaration, DeclarationState.OPEN_FOR_SIGNATURE, by=by)
    db.session.flush()


def _logos(declaration: Declaration) -> list[tuple[str, bytes]]:
    """Of the organisers in their order, each with its name."""
    order = fallbacks(declaration.order_language, declaration.conference.languages)
    return [
        (organiser.name.get_in(order), files.read(organiser.logo_digest))
        for organiser in conference_queries.organisers(declaration.conference)
        if organiser.logo_digest
    ]


def _fields(rendered: Rendered, people: Sequence[Signatory], language: str) -> list[FieldSpec]:
    """What a screen reader says of each box is in the language of the order."""
    order = fallbacks(language)
    with in_language(language):
        fields = [FieldSpec(documents.SEAL, rendered.boxes[documents.SEAL], _("Seal of the secretariat"))]
        for person in people:
            name = documents.box_of(person)
            title = _("Signature of %(name)s, %(city)s", name=person.name, city=person.city.get_in(order))
            fields.append(FieldSpec(name, rendered.boxes[name], title))
    return fields


def _sealed(declaration: Declaration, pdf: bytes, now: datetime) -> bytes:
    conference, language = declaration.conference, declaration.order_language
    order = fallbacks(language, conference.languages)
    title = declaration.title.get_in(order)
    with in_language(language):
        text = SignatureText(
            _("Seal of the secretariat"),
            _("Certifies the adopted text of %(title)s", title=title),
            conference.host_city.name.get_in(order),
        )
    return told(seal_at(
        pdf, field=documents.SEAL, by=authority().seal(now=now), assurance=assurance(), text=text,
        appearance=documents.seal_pdf(declaration, box=field_box(pdf, documents.SEAL), now=now),
    ))  # fmt: skip


def sign(signatory: Signatory, *, by: Actor, now: datetime, ink: bytes | None = None) -> Revision:
    """The signatory signs, in the presence of ``by``; ``ink`` is a signature drawn by hand (PNG).

    A certificate is issued for this one signature and its key is gone afterwards. Returns the new stage.
    Raises :class:`NotOpen`, :class:`AlreadyAnswered`, :class:`TooLate`, :class:`InkUnusable`, and what signing refuses.
    """
    drawing = clean_ink(ink) if ink else None
    declaration = _opened(signatory)
    if declaration.sign_until is not None and now > declaration.sign_until:
        raise TooLate
    latest = queries.latest_revision(declaration)
    if latest is None:
        raise NotOpen
    pdf = files.read(latest.digest)
    signed = _signed(declaration, signatory, pdf, now=now, ink=drawing)
    revision = _keep(declaration, latest.number + 1, signed, signatory)
    signatory.signed_at = now
    _answer(signatory, SignatoryState.PROXY if signatory.by_proxy else SignatoryState.SIGNED, by=by)
    return revision


def _signed(
    declaration: Declaration, signatory: Signatory, pdf: bytes, *, now: datetime, ink: bytes | None
) -> bytes:
    conference, language = declaration.conference, declaration.order_language
    order = fallbacks(language, conference.languages)
    field = documents.box_of(signatory)
    person = Person(  # certificates are in Latin letters
        name=signatory.name,
        office=signatory.office.get_in(["en", *order]),
        organisation=signatory.city.get_in(["en", *order]),
        country=signatory.delegation.city.country,
    )
    title, city = declaration.title.get_in(order), signatory.city.get_in(order)
    with in_language(language):
        reason = _("Signs %(title)s for %(city)s", title=title, city=city)
    text = SignatureText(signatory.name, reason, conference.host_city.name.get_in(order))
    drawn = documents.signature_pdf(signatory, box=field_box(pdf, field), language=language, now=now, ink=ink)
    return told(sign_at(
        pdf, field=field, by=authority().issue(person, now=now), assurance=assurance(), text=text,
        appearance=drawn,
    ))  # fmt: skip


def _opened(signatory: Signatory) -> Declaration:
    declaration = queries.locked(db.session.get_one(Declaration, signatory.declaration_id))
    db.session.refresh(signatory)
    if declaration.state != DeclarationState.OPEN_FOR_SIGNATURE:
        raise NotOpen
    if signatory.state not in _WAITING:
        raise AlreadyAnswered(city=signatory.city, state=SIGNATORY_WORDS[SignatoryState(signatory.state)])
    return declaration


def _answer(signatory: Signatory, state: SignatoryState, *, by: Actor, note: str = "") -> None:
    declaration = db.session.get_one(Declaration, signatory.declaration_id)
    after = {
        "signatory": str(signatory.public_id),
        "city": dict(signatory.city),
        "state": state,
        "note": note,
    }
    audit.record(
        by,
        verb=f"declaration.signatory_{state}",
        thing=declaration,
        before={"state": signatory.state},
        after=after,
    )
    signatory.state, signatory.note = state, note
    db.session.flush()


def record_absent(signatory: Signatory, note: str, *, by: Actor) -> None:
    """The city's seat is empty. Raises :class:`NotOpen`, :class:`AlreadyAnswered`, :class:`NoteMissing`."""
    _record(signatory, SignatoryState.ABSENT, note, by=by)


def record_declined(signatory: Signatory, note: str, *, by: Actor) -> None:
    """The city does not sign. Raises :class:`NotOpen`, :class:`AlreadyAnswered`, :class:`NoteMissing`."""
    _record(signatory, SignatoryState.DECLINED, note, by=by)


def _record(signatory: Signatory, state: SignatoryState, note: str, *, by: Actor) -> None:
    _opened(signatory)
    if not note.strip():
        raise NoteMissing
    _answer(signatory, state, by=by, note=note.strip())


def close(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """Nobody signs any more. Raises :class:`NoStep`, :class:`StillExpected`."""
    queries.locked(declaration)
    rules.check_step(declaration.state, DeclarationState.CLOSED)
    waiting = [s.city.get_in(fallbacks()) for s in queries.signatories(declaration) if s.state in _WAITING]
    if waiting:
        raise StillExpected(cities=list_words(waiting))
    declaration.closed_at = now
    step(declaration, DeclarationState.CLOSED, by=by)


def document(declaration: Declaration) -> bytes:
    """The newest stage of the file. Raises :class:`NotOpen` before there is one."""
    latest = queries.latest_revision(declaration)
    if latest is None:
        raise NotOpen
    return files.read(latest.digest)


def _keep(declaration: Declaration, number: int, pdf: bytes, signatory: Signatory | None = None) -> Revision:
    blob = files.store(pdf, media_type="application/pdf")
    revision = Revision(
        declaration_id=declaration.id,
        number=number,
        digest=blob.digest,
        signatory_id=signatory.id if signatory else None,
    )
    db.session.add(revision)
    db.session.flush()
    return revision
