"""Seal and sign: each an incremental revision on top of the bytes given, which stay as they are."""

from __future__ import annotations

import io
import uuid
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from eventsys.pdf.lean import lean
from eventsys.signing.api import Identity, SignatureText, TimeStamps
from eventsys.signing.errors import FieldTaken, NotSealable, TimeStampUnavailable
from eventsys.signing.fields import _names
from eventsys.signing.reading import opened

__all__ = ["seal", "sign"]

_FILL = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
)


class _Drawing(PdfContent):
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


def _style(appearance: bytes) -> StaticStampStyle:
    return StaticStampStyle(
        border_width=0, background=_Drawing(lean(appearance)), background_layout=_FILL, background_opacity=1.0
    )


def _add(
    pdf: bytes,
    reader: PdfFileReader,
    *,
    field: str,
    by: Identity,
    text: SignatureText,
    appearance: bytes,
    time_stamps: TimeStamps | None,
    **extra: Any,
) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=text.name or None,
        reason=text.reason or None,
        location=text.location or None,
        **extra,
    )
    signer = PdfSigner(
        metadata,
        signer=by.take(),
        timestamper=time_stamps.client() if time_stamps else None,
        stamp_style=_style(appearance),
    )
    out = io.BytesIO()
    try:
        signer.sign_pdf(IncrementalPdfFileWriter.from_reader(reader), existing_fields_only=True, output=out)
    except (TimestampRequestError, OSError) as error:
        raise TimeStampUnavailable() from error
    return out.getvalue()


def _ready(reader: PdfFileReader, field: str) -> None:
    if field not in _names(reader, signed=False):
        raise FieldTaken(field=field)


def seal(
    pdf: bytes,
    *,
    field: str,
    by: Identity,
    text: SignatureText,
    appearance: bytes,
    time_stamps: TimeStamps | None = None,
) -> bytes:
    """Certify the document: from now on only its empty signature fields may be signed.

    ``appearance`` is a one-page PDF, fitted into the field's box. Level B-B, or B-T with ``time_stamps``.
    Raises :class:`NotSealable` for a document with a signature, :class:`FieldTaken` for a field that does
    not exist, :class:`TimeStampUnavailable`, and the refusals of ``opened``.
    """
    with opened(pdf) as reader:
        if _names(reader, signed=True):
            raise NotSealable()
        _ready(reader, field)
        return _add(
            pdf, reader, field=field, by=by, text=text, appearance=appearance, time_stamps=time_stamps,
            certify=True, docmdp_permissions=MDPPerm.FILL_FORMS,
        )  # fmt: skip


def sign(
    pdf: bytes,
    *,
    field: str,
    by: Identity,
    text: SignatureText,
    appearance: bytes,
    time_stamps: TimeStamps | None = None,
) -> bytes:
    """Add an approval signature to the empty ``field``; all bytes of ``pdf`` stay in front.

    ``by`` is used up when it is good for one signature only. Raises :class:`FieldTaken`,
    :class:`KeySpent`, :class:`TimeStampUnavailable`, and the refusals of ``opened``.
    """
    with opened(pdf) as reader:
        _ready(reader, field)
        return _add(
            pdf, reader, field=field, by=by, text=text, appearance=appearance, time_stamps=time_stamps
        )
