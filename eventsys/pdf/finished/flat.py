"""Somebody's PDF as pages that only show something: nothing to click, to fill in, to run or to unpack.

Light, as a process of its own loads it.
"""

from __future__ import annotations

import io

import pikepdf

from eventsys.pdf.errors import BrokenPdf, DamagedPdf, EncryptedPdf, TooManyPages

__all__ = ["flatten", "overlay"]

_ACTIVE = ("/AA", "/PieceInfo", "/StructParents", "/Tabs", "/Dur", "/Trans", "/Thumb", "/Metadata")


def flatten(pdf: bytes, *, most: int) -> bytes:
    """The pages of ``pdf``, at most ``most``, with what is stuck onto them (notes, form fields, ink) drawn into them.

    Scripts, links, attachments, fields, signatures and outlines stay behind. What is damaged is not guessed at: a page
    that is lost in a repair would be missed by nobody.

    Raises :class:`BrokenPdf` (no PDF at all), :class:`EncryptedPdf`, :class:`DamagedPdf`, :class:`TooManyPages`.
    """
    if not pdf.startswith(b"%PDF-"):
        raise BrokenPdf()
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as source:
            return _redrawn(source, most)
    except pikepdf.PasswordError as error:
        raise EncryptedPdf() from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise DamagedPdf() from error


def _redrawn(source: pikepdf.Pdf, most: int) -> bytes:
    if source.is_encrypted:
        raise EncryptedPdf()
    if len(source.pages) > most:
        raise TooManyPages(pages=len(source.pages), most=most)
    if not len(source.pages) or source.check_pdf_syntax():  # qpdf reads every page and stream for that
        raise DamagedPdf()
    source.flatten_annotations(mode="print")
    for page in source.pages:
        _without(page.obj, "/Annots", *_ACTIVE)
    out = io.BytesIO()
    with pikepdf.new() as clean:
        clean.pages.extend(source.pages)
        clean.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def overlay(pdf: bytes, mark: bytes) -> bytes:
    """The pages of ``pdf``, without its form fields, each with the first page of ``mark`` on top.

    Raises :class:`BrokenPdf`.
    """
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.open(io.BytesIO(mark)) as stamp:
            for page in source.pages:
                _without(page.obj, "/Annots")
                page.add_overlay(stamp.pages[0], None)
            _without(source.Root, "/AcroForm", "/Perms", "/AF", "/Names", "/DSS")
            source.save(out)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise BrokenPdf() from error
    return out.getvalue()


def _without(thing: pikepdf.Object, *names: str) -> None:
    for name in names:
        if name in thing:
            del thing[name]
