"""The ceremony: the document is sealed once, then signed by one after another.

The declaration's row is held while a signature is added, and a stage has a number of its own: two people who
sign at the same moment sign one after the other, and a process that is killed leaves the last whole stage.

A signature drawn by hand, on its way from a browser to paper: read with distrust, and drawn anew.

Certificates that signatories bring along: in a file, or on a token. Used once in memory; nothing of them is kept.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks, list_words
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import NoteMissing
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.acts.rules import DeclarationAction
from eventsys.declarations.acts.service import check_act, step
from eventsys.declarations.ceremony import rules
from eventsys.declarations.ceremony.errors import AlreadyAnswered, InkUnusable, StillExpected, TooLate
from eventsys.declarations.confirmations.service import use_confirmation
from eventsys.declarations.originals import service as originals_service
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import Signatory, SignatoryState, Way
from eventsys.declarations.signatories.service import name_signatories, signature_day
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Enquiry, Revision
from eventsys.declarations.stages.service import trusted
from eventsys.files import images
from eventsys.files.errors import PictureRefused
from eventsys.signing.document.reading import sha256
from eventsys.signing.own.identities import from_pkcs12
from eventsys.signing.own.tokens import from_token
from eventsys.signing.trust.vouching import Trust
from eventsys.signing.values.api import Identity, Revocation


def open_for_signature(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """Name the signatories, make every original with a box for each, and seal it.

    Raises :class:`NoStep`, :class:`PlaceMissing`, :class:`DayOutOfReach`, :class:`NoSignatories`, :class:`NoHead`,
    :class:`PowersMissing`, :class:`NotDrawn`, what :func:`use_confirmation` does, and what signing refuses.
    """
    acts_queries.locked(declaration)
    acts_rules.check_possible(DeclarationAction.OPEN_FOR_SIGNATURE, declaration.state, declaration.kind)
    check_act(declaration, now)
    use_confirmation(declaration, None, by=by, now=now)
    people = name_signatories(declaration)
    declaration.sealed_at = now
    originals_service.make(declaration, people, now=now)
    step(declaration, DeclarationState.OPEN_FOR_SIGNATURE, by=by)
    db.session.flush()


def sign(
    signatory: Signatory,
    *,
    by: Actor,
    now: datetime,
    ink: Ink | None = None,
    pen: Identity | None = None,
    way: Way = Way.TABLET,
    on: date | None = None,
) -> list[Revision]:
    """The signatory signs every original, in the presence of ``by``; ``ink`` is a signature drawn by hand,
    ``pen`` a certificate of the signatory's own (see :func:`identity_in_file`), which then is the ``way``. Who attends is staff;
    the site itself, from its shell, needs no drawing, and the file says so.

    ``on``: the date of the signature that is printed (None: the usual one); the file keeps the moment besides.

    Returns the new stages. Raises :class:`NotOpen`, :class:`AlreadyAnswered`, :class:`TooLate`,
    :class:`InkMissing`, :class:`SignedOutOfReach`, what :func:`use_confirmation` does, and what signing refuses.
    """
    rules.check_drawn(way, attended=is_staff(by), drawn=ink is not None and ink.is_signature)
    declaration = lock_open(signatory)
    check_in_time(declaration, now)
    signatory.way, signatory.drawn = way, ink is not None
    record_attendance(signatory, by)
    second = use_confirmation(declaration, signatory, by=by, now=now)
    signatory.confirmed_by = second.answered_by if second else ""
    signatory.signed_on = signature_day(declaration, signatory, on, now)
    stages = originals_service.add_signature(
        declaration, signatory, now=now, ink=ink.png if ink else None, pen=pen
    )
    certificate = certificate_facts(sha256(pen.certificate), pen.revocation) if pen else {}
    record_signed(signatory, way, by=by, now=now, **certificate)
    return stages


def is_staff(by: Actor) -> bool:
    """Somebody with an account, and not the site itself."""
    return by.user_id is not None and by.kind != "system"


def record_attendance(signatory: Signatory, by: Actor) -> None:
    """In whose presence it is given, or who files it: the name as it is now."""
    signatory.attended_by = by.label[:200] if is_staff(by) else ""
    signatory.attended_id = by.user_id if is_staff(by) else None


def certificate_facts(certificate_sha256: str, revocation: Revocation | None) -> dict[str, str]:
    """For the audit trail: with which certificate, and what was answered about it."""
    told = {"certificate_sha256": certificate_sha256, "revocation": Enquiry.UNASKED.value}
    if revocation is not None:
        said = revocation.said_at.isoformat() if revocation.said_at else ""
        told |= {"revocation": revocation.standing.value, "source": revocation.source, "said_at": said}
    return told


def check_in_time(declaration: Declaration, now: datetime) -> None:
    """Nobody signs after ``sign_until`` of the text. Raises :class:`TooLate`."""
    if declaration.sign_until is not None and now > declaration.sign_until:
        raise TooLate


def record_signed(signatory: Signatory, way: Way, *, by: Actor, now: datetime, **more: str) -> None:
    """The signatory, whose date of signature is set, has signed; ``more`` goes on the audit trail."""
    signatory.signed_at, signatory.way = now, way
    if way is not Way.OWN_LINK:
        record_attendance(signatory, by)
    if signatory.signed_on is not None:
        more["signed_on"] = signatory.signed_on.isoformat()
    if signatory.drawn:
        more["drawn"] = "yes"
    state = SignatoryState.PROXY if signatory.by_proxy else SignatoryState.SIGNED
    record_answer(signatory, state, by=by, way=way, **more)
    declaration = db.session.get_one(Declaration, signatory.declaration_id)
    if declaration.is_agreement:
        _advance(declaration, by=by)


def _advance(agreement: Declaration, *, by: Actor) -> None:
    """One party has signed, or the last one has."""
    left = [s for s in signatories_queries.signatories(agreement) if s.signed_at is None]
    wanted = DeclarationState.PARTLY_SIGNED if left else DeclarationState.SIGNED
    if agreement.state != wanted:
        step(agreement, wanted, by=by)
        db.session.flush()


def lock_open(signatory: Signatory) -> Declaration:
    """The declaration, held until the end of the transaction, and the signatory as of now.

    Raises :class:`NotOpen`, :class:`AlreadyAnswered`.
    """
    declaration = acts_queries.locked(db.session.get_one(Declaration, signatory.declaration_id))
    db.session.refresh(signatory)
    if DeclarationAction.SIGN not in acts_rules.possible(declaration.state):
        raise NotOpen
    if not signatory.is_awaited:
        raise AlreadyAnswered(city=signatory.city, state=signatory.answer)
    return declaration


def record_answer(
    signatory: Signatory, state: SignatoryState, *, by: Actor, note: str = "", **more: str
) -> None:
    """What has become of an expected signature, and how, goes on the audit trail."""
    declaration = db.session.get_one(Declaration, signatory.declaration_id)
    after = {
        "signatory": str(signatory.public_id),
        "city": dict(signatory.city),
        "state": state,
        "note": note,
        **more,
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
    lock_open(signatory)
    if not note.strip():
        raise NoteMissing
    record_answer(signatory, state, by=by, note=note.strip())


def close(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """Nobody signs any more. Raises :class:`NoStep`, :class:`StillExpected`."""
    acts_queries.locked(declaration)
    acts_rules.check_possible(DeclarationAction.CLOSE, declaration.state, declaration.kind)
    waiting = [
        s.city.get_in(fallbacks()) for s in signatories_queries.signatories(declaration) if s.is_awaited
    ]
    if waiting:
        raise StillExpected(cities=list_words(waiting))
    declaration.closed_at = now
    step(declaration, DeclarationState.CLOSED, by=by)


MOST_OCTETS = 200_000
WIDEST = (2000, 1000)
"""Pixels, across and down."""
_PREFIX = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class Ink:
    """Strokes that were looked at: a PNG made here, and whether they can be a signature."""

    png: bytes = field(repr=False)
    is_signature: bool = True


def ink_from_data_url(text: str) -> Ink | None:
    """What a page's hidden field holds, cleaned: a ``data:`` address of a PNG, or nothing.

    It is read in a process of its own: no transaction may be open. Raises :class:`InkUnusable`, Busy.
    """
    if not text.strip():
        return None
    if not text.startswith(_PREFIX) or len(text) > MOST_OCTETS * 4 // 3 + 100:
        raise InkUnusable
    try:
        octets = base64.b64decode(text[len(_PREFIX) :], validate=True)
    except binascii.Error as error:
        raise InkUnusable from error
    return clean_ink(octets)


def clean_ink(png: bytes) -> Ink:
    """The same strokes as a PNG made here: cropped to what was drawn, and nothing else in it.

    Raises :class:`InkUnusable` for what is no PNG, an empty one, or one too large; and Busy.
    """
    if len(png) > MOST_OCTETS:
        raise InkUnusable
    try:
        found = images.strokes(png, widest=WIDEST)
    except PictureRefused as error:
        raise InkUnusable from error
    return Ink(found.png, rules.is_drawn(found.ground, found.drawn, found.covered))


def _trust() -> Trust:
    """Our own authority and those of EVENTSYS_TRUST_ANCHORS: whom the verification page believes."""
    own = trusted()
    return Trust(own.anchors, own.revocation_lists(now=clock.now()))


def identity_in_file(data: bytes, password: str, *, originals: int, now: datetime) -> Identity:
    """The certificate in a PKCS#12 file, good for that many originals.

    One whose issuer the verification page would not know is refused by name, before it signs: a signature on the
    sealed document is there for good, and would make the whole of it untrusted. Raises what
    :func:`eventsys.signing.own.identities.from_pkcs12` refuses.
    """
    return from_pkcs12(data, password, _trust(), now=now, times=originals)


@contextmanager
def identity_on_token(
    library: str, *, pin: Callable[[], str], token: str, certificate: str, originals: int, now: datetime
) -> Iterator[Identity]:
    """The same on a token, by the labels of both. No transaction may be open: somebody types a PIN meanwhile.

    Raises what :func:`eventsys.signing.own.tokens.from_token` refuses.
    """
    with from_token(
        library, pin=pin, trust=_trust(), now=now, token=token, certificate=certificate, times=originals
    ) as pen:
        yield pen
