"""A signature given in another program: the sealed file comes back with one signature more, and becomes the next stage.

The file is a stranger's: it is read in a process of its own, while no transaction is open. What was found holds for the
stage that it was held against; when another one has come meanwhile, the file is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cryptography import x509

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.bounded.calling import call
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.confirmations.service import use_confirmation
from eventsys.declarations.elsewhere.errors import (
    AnotherBox,
    NoNewSignature,
    NotTaken,
    NotThisDocument,
    OriginalsMissing,
    OriginalTwice,
    OthersSigned,
    SeveralSignatures,
)
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory, Way
from eventsys.declarations.signatories.service import signature_day
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages_service
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Original, Revision
from eventsys.declarations.stages.rules import headline
from eventsys.declarations.stages.service import authority, keep, lasts_of, proofs, trusted
from eventsys.files import service as files
from eventsys.signing.document.reading import sha256
from eventsys.signing.errors.certificates import CertificateUnreadable
from eventsys.signing.keeping.handed import SignedUpdate, check_update
from eventsys.signing.trust.asking import check_revocation
from eventsys.signing.trust.vouching import Trust, find_path
from eventsys.signing.values.api import Revocation, SignatureKind, SignatureReport

_SECONDS, _MEGABYTES = 10, 1500


@dataclass(frozen=True, slots=True)
class SignedElsewhere:
    """One original, looked at. ``before``: the SHA-256 of the stage that it was signed on top of."""

    pdf: bytes = field(repr=False)
    original_id: int
    before: str
    certificate_sha256: str
    program: str
    revocation: Revocation | None


@dataclass(frozen=True, slots=True)
class _Stage:
    """The newest stage of an original, and how long its earlier ones are."""

    original_id: int
    pdf: bytes = field(repr=False)
    digest: str
    sizes: Sequence[int]

    @property
    def sealed(self) -> bytes:
        return self.pdf[: self.sizes[1]]


def read_elsewhere(
    signatory: Signatory, handed: Sequence[bytes], *, client: str = ""
) -> list[SignedElsewhere]:
    """Each of the files is an original as it stands, with one valid signature more, in the box of ``signatory``.
    ``client``: who hands in, so that nobody takes all places.

    Ends the transaction before it reads them. Raises :class:`NotThisDocument`, :class:`OthersSigned`,
    :class:`NoNewSignature`, :class:`AnotherBox`, :class:`SeveralSignatures`, :class:`NotTaken`, :class:`OriginalsMissing`,
    :class:`OriginalTwice`, :class:`NotOpen`, :class:`SignerRevoked`, :class:`CertificateUnreadable`, what ``validate``
    refuses, and those of
    ``bounded.call``.
    """
    own = trusted()
    trust = Trust(own.anchors, own.revocation_lists(now=clock.now()))
    box, name = signatories_rules.box_of(signatory), signatory.name
    paired = _paired(_newest_stages(signatory), handed)
    since = [proofs(pdf, stage.sizes) for stage, pdf in paired]
    db.session.rollback()
    verifier, found = stages_service.verifier(), []
    for (stage, pdf), known in zip(paired, since, strict=True):
        seen = call(
            check_update,
            stage.pdf,
            pdf,
            verifier,
            known,
            seconds=_SECONDS,
            megabytes=_MEGABYTES,
            client=client,
        )
        _check(seen, box=box, name=name)
        found.append(
            SignedElsewhere(
                pdf,
                stage.original_id,
                stage.digest,
                sha256(seen.certificate),
                _given(seen)[0].program,
                _standing(seen, trust),
            )
        )
    return found


def _newest_stages(signatory: Signatory) -> list[_Stage]:
    """Of each original of the document. Raises :class:`NotOpen` before there are any."""
    declaration = db.session.get_one(Declaration, signatory.declaration_id)
    stages = [
        _Stage(original.id, files.read(latest.digest), latest.digest, stages_queries.sizes(original))
        for original, latest in stages_queries.stages(declaration)
    ]
    if not stages:
        raise NotOpen
    return stages


def _paired(stages: Sequence[_Stage], handed: Sequence[bytes]) -> list[tuple[_Stage, bytes]]:
    """Each file with the stage that it begins with, in the order of the originals."""
    pairs: dict[int, tuple[_Stage, bytes]] = {}
    for pdf in handed:
        stage = next((one for one in stages if pdf.startswith(one.sealed)), None)
        if stage is None:
            raise NotThisDocument
        if not pdf.startswith(stage.pdf):
            raise OthersSigned
        if len(pdf) == len(stage.pdf):
            raise NoNewSignature
        if stage.original_id in pairs:
            raise OriginalTwice
        pairs[stage.original_id] = stage, pdf
    if len(pairs) < len(stages):
        raise OriginalsMissing(count=len(stages))
    return [pairs[stage.original_id] for stage in stages]


def _check(seen: SignedUpdate, *, box: str, name: str) -> None:
    if seen.against is not None:
        raise NoNewSignature if seen.against.valid else NotTaken(why=headline(seen.against))
    given = _given(seen)
    if not given:
        raise NoNewSignature
    if len(given) > 1:
        raise SeveralSignatures
    if given[0].field != box or given[0].kind is not SignatureKind.SIGNATURE:
        raise AnotherBox(name=name)


def _given(seen: SignedUpdate) -> list[SignatureReport]:
    return [one for one in seen.fresh if one.kind is not SignatureKind.TIME_STAMP]


def _standing(seen: SignedUpdate, trust: Trust) -> Revocation | None:
    """What its issuer says of the certificate. Raises what ``find_path`` refuses, :class:`SignerRevoked` above all, and
    :class:`CertificateUnreadable`."""
    now = clock.now()
    try:
        own, *beside = (x509.load_der_x509_certificate(one) for one in (seen.certificate, *seen.beside))
    except ValueError as error:
        raise CertificateUnreadable from error
    return check_revocation(find_path(own, beside, trust, now=now), now=now)


def take_elsewhere(
    signatory: Signatory,
    read: Sequence[SignedElsewhere],
    *,
    by: Actor,
    now: datetime,
    on: date | None = None,
    alone: bool = False,
) -> list[Revision]:
    """What was looked at becomes the next stage of every original: the signatory has signed. Returns the new stages.

    ``alone``: it is the signatory who hands in; the secretariat does so on somebody's behalf, and a second person of it
    confirms where that is set.

    Raises :class:`NotOpen`, :class:`AlreadyAnswered`, :class:`TooLate`, :class:`SignedOutOfReach`,
    :class:`OthersSigned`, what :func:`use_confirmation` does, and what refuses signing by a clock that is not right.
    """
    declaration = ceremony.lock_open(signatory)
    ceremony.check_in_time(declaration, now)
    authority()
    second = None if alone else use_confirmation(declaration, signatory, by=by, now=now)
    signatory.confirmed_by = second.answered_by if second else ""
    signatory.signed_on = signature_day(declaration, signatory, on, now)
    taken = {one.original_id: one for one in read}
    made = [
        _kept(original, latest, signatory, taken) for original, latest in stages_queries.stages(declaration)
    ]
    first = read[0]
    ceremony.record_signed(
        signatory,
        Way.OWN_LINK if alone else Way.ELSEWHERE,
        by=by,
        now=now,
        program=first.program,
        **ceremony.certificate_facts(first.certificate_sha256, first.revocation),
    )
    return made


def _kept(
    original: Original, latest: Revision, signatory: Signatory, taken: dict[int, SignedElsewhere]
) -> Revision:
    one = taken.get(original.id)
    if one is None or one.before != latest.digest:
        raise OthersSigned
    until = lasts_of(one.pdf, latest.lasts_until)
    return keep(original, latest.number + 1, one.pdf, signatory, one.revocation, own=True, until=until)
