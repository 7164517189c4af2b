"""Several PDFs made into one."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pikepdf

from eventsys.pdf.errors import BrokenPdf

__all__ = ["count_pages", "join", "join_into"]


def _open(part: bytes | Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(part if isinstance(part, Path) else io.BytesIO(part))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise BrokenPdf() from error


def count_pages(pdf: bytes | Path) -> int:
    """How many pages a file has. Raises :class:`BrokenPdf`."""
    with _open(pdf) as document:
        return len(document.pages)


def _resources(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Each resource dictionary once: WeasyPrint shares one among all pages of a part."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        resources = page.obj.get("/Resources")
        if resources is not None and (not resources.is_indirect or resources.objgen not in seen):
            seen.add(resources.objgen)
            yield resources


def _picture_key(picture: pikepdf.Object) -> bytes:
    digest = hashlib.sha256(picture.read_raw_bytes())
    for name, value in sorted(picture.items()):
        # arrays with references repr by number: such pictures are kept apart, which is safe
        inner = _picture_key(value) if isinstance(value, pikepdf.Stream) else repr(value).encode()
        digest.update(name.encode() + b"=" + inner + b";")
    return digest.digest()


def _share_pictures(document: pikepdf.Pdf) -> None:
    """Let equal pictures (a logo on each chunk of a print run) be stored once."""
    first: dict[bytes, pikepdf.Object] = {}
    for resources in _resources(document):
        pictures = resources.get("/XObject", pikepdf.Dictionary())
        for name, picture in list(pictures.items()):
            if picture.get("/Subtype") == "/Image":
                pictures[name] = first.setdefault(_picture_key(picture), picture)


def _write(target: Path | BinaryIO, parts: Iterable[bytes | Path]) -> int:
    with ExitStack() as opened, pikepdf.new() as whole:
        title: pikepdf.Object | None = None
        for part in parts:
            source = opened.enter_context(_open(part))
            title = source.docinfo.get("/Title") if title is None else title
            whole.pages.extend(source.pages)
        count = len(whole.pages)
        if not count:
            raise ValueError("nothing to join")
        if title is not None:
            whole.docinfo["/Title"] = str(title)
        _share_pictures(whole)
        whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return count


def join_into(path: Path, parts: Iterable[bytes | Path]) -> int:
    """Write all pages of ``parts``, in order, to ``path``; returns how many there are.

    Parts given as paths are copied from disk when written, so that memory stays flat. Form fields,
    tags and signatures do not survive. Raises :class:`BrokenPdf` for a part that is no PDF, and
    :class:`ValueError` for no page at all.
    """
    return _write(path, parts)


def join(parts: Iterable[bytes | Path]) -> bytes:
    """All pages of ``parts``, as :func:`join_into` writes them, in memory."""
    out = io.BytesIO()
    _write(out, parts)
    return out.getvalue()
