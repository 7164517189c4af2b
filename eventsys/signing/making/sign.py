"""Seal and sign: each an incremental revision on top of the bytes given, which stay as they are."""

from __future__ import annotations

import io
import uuid
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from eventsys.core import clock
from eventsys.pdf.finished.lean import shrink_fonts
from eventsys.signing.document.reading import open_pdf
from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.errors.making import EvidenceUnavailable, FieldTaken, NotSealable, TimeStampUnavailable
from eventsys.signing.making.fetching import BEFORE, BESIDE, fetching, named
from eventsys.signing.making.fields import _names
from eventsys.signing.values.api import Assurance, Identity, Level, SignatureText, Signed, TimeStamps

__all__ = ["seal", "seal_at", "sign", "sign_at"]

_FILL = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
)


class _FirstPage(PdfContent):
    """The first page of a PDF in memory, as content of a stamp (pyHanko's own reads files only)."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        name = f"/Appearance{uuid.uuid4().hex}"
        self.resources.xobject[name] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return name.encode() + b" Do"


class _ByOurClock(PdfSigner):
    """pyHanko's own; the moment that it states is that of the house's one clock."""

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = clock.now().astimezone()
        return session


def _style(appearance: bytes) -> StaticStampStyle:
    return StaticStampStyle(
        border_width=0,
        background=_FirstPage(shrink_fonts(appearance)),
        background_layout=_FILL,
        background_opacity=1.0,
    )


def _signer(
    by: Signer,
    *,
    field: str,
    text: SignatureText,
    appearance: bytes,
    level: Level,
    assurance: Assurance,
    **extra: Any,
) -> PdfSigner:
    """pyHanko's signer for one level. Evidence stands in the revision of the signature itself, which covers it."""
    stamps = assurance.time_stamps if level is not Level.B_B else None
    lasting = level in (Level.B_LT, Level.B_LTA)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=text.name or None,
        reason=text.reason or None,
        location=text.location or None,
        embed_validation_info=lasting,
        validation_context=fetching(assurance) if lasting else None,
        dss_settings=BESIDE,
        **extra,
    )
    timestamper = stamps.client() if stamps else None
    return _ByOurClock(metadata, signer=by, timestamper=timestamper, stamp_style=_style(appearance))


def _add(pdf: bytes, *, by: Identity, assurance: Assurance, **what: Any) -> Signed:
    """One revision, at the level that is wanted or, where that may be, the best that can be had."""
    signer, level = by.take(), assurance.level
    while True:
        try:
            return Signed(
                _written(
                    pdf,
                    _signer(signer, level=level, assurance=assurance, **what),
                    level=level,
                    assurance=assurance,
                ),
                level,
                assurance.level,
            )
        except (TimeStampUnavailable, EvidenceUnavailable) as refusal:
            if not assurance.lower:
                raise
            level = Level.B_B if isinstance(refusal, TimeStampUnavailable) else Level.B_T


def _written(pdf: bytes, signer: PdfSigner, *, level: Level, assurance: Assurance) -> bytes:
    out = io.BytesIO()
    with named():
        signer.sign_pdf(IncrementalUpdate(io.BytesIO(pdf)), existing_fields_only=True, output=out)
        if level is not Level.B_LTA or assurance.time_stamps is None:
            return out.getvalue()
        stamped = io.BytesIO()  # pyHanko would do this too, with a description of its own
        PdfTimeStamper(assurance.time_stamps.client()).timestamp_pdf(
            IncrementalUpdate(out),
            "sha256",
            validation_context=fetching(assurance),
            dss_settings=BEFORE,
            output=stamped,
        )
    return stamped.getvalue()


def _ready(reader: PdfFileReader, field: str) -> None:
    if field not in _names(reader, signed=False):
        raise FieldTaken(field=field)


def _assured(assurance: Assurance | None, time_stamps: TimeStamps | None) -> Assurance:
    if assurance is not None:
        return assurance
    return Assurance(Level.B_T, time_stamps) if time_stamps else Assurance()


def seal_at(
    pdf: bytes, *, field: str, by: Identity, text: SignatureText, appearance: bytes, assurance: Assurance
) -> Signed:
    """Certify the document: from now on only its empty signature fields may be signed.

    ``appearance`` is a one-page PDF, fitted into the field's box. Raises :class:`NotSealable` for a document
    with a signature, and what :func:`sign_at` raises.
    """
    with open_pdf(pdf) as reader:
        if _names(reader, signed=True):
            raise NotSealable()
        _ready(reader, field)
        return _add(
            pdf,
            field=field,
            by=by,
            text=text,
            appearance=appearance,
            assurance=assurance,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )


def sign_at(
    pdf: bytes, *, field: str, by: Identity, text: SignatureText, appearance: bytes, assurance: Assurance
) -> Signed:
    """Add an approval signature to the empty ``field``; all bytes of ``pdf`` stay in front.

    ``by`` is used up when it is good for one signature only. Raises :class:`FieldTaken`, :class:`KeySpent`,
    :class:`SignerRevoked`, the refusals of ``open_pdf``, and, unless the level may be lowered,
    :class:`TimeStampUnavailable` and :class:`EvidenceUnavailable`.
    """
    with open_pdf(pdf) as reader:
        _ready(reader, field)
        return _add(pdf, field=field, by=by, text=text, appearance=appearance, assurance=assurance)


def seal(
    pdf: bytes,
    *,
    field: str,
    by: Identity,
    text: SignatureText,
    appearance: bytes,
    time_stamps: TimeStamps | None = None,
    assurance: Assurance | None = None,
) -> bytes:
    """The file of :func:`seal_at`; with ``time_stamps`` alone, level B-T or a refusal."""
    assured = _assured(assurance, time_stamps)
    return seal_at(pdf, field=field, by=by, text=text, appearance=appearance, assurance=assured).pdf


def sign(
    pdf: bytes,
    *,
    field: str,
    by: Identity,
    text: SignatureText,
    appearance: bytes,
    time_stamps: TimeStamps | None = None,
    assurance: Assurance | None = None,
) -> bytes:
    """The file of :func:`sign_at`; with ``time_stamps`` alone, level B-T or a refusal."""
    assured = _assured(assurance, time_stamps)
    return sign_at(pdf, field=field, by=by, text=text, appearance=appearance, assurance=assured).pdf
