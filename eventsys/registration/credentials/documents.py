"""A letter that came as files becomes plain pages, with what its signatures prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from eventsys.core.bounded.calling import call
from eventsys.core.current import settings
from eventsys.files.errors import NotAnImage
from eventsys.pdf.finished.merge import count_pages, join
from eventsys.pdf.finished.picture import page_picture
from eventsys.registration.credentials import queries
from eventsys.registration.credentials.errors import LetterTooLarge, LetterUnreadable
from eventsys.registration.scans.documents import plain_pages
from eventsys.signing.values.api import Report, SignatureKind, Verdict

_SECONDS, _MEGABYTES = 30, 1500
_DPI = 110
#: Of a file that this house has not sealed: all its signatures are as they were given, and lead to whom this site trusts.
_SOUND = frozenset({Verdict.VALID, Verdict.UNSEALED})


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """A letter that was looked at. ``filed`` is what is kept of it, ``shown`` the same as plain pages; ``signer``: whom
    its valid electronic signature names, "" where it has none."""

    filed: bytes = field(repr=False)
    shown: bytes = field(repr=False)
    pages: int
    signer: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of what is kept."""
        return sha256(self.filed).hexdigest()


def read_letter(sheets: Sequence[bytes]) -> ReadLetter:
    """A letter that came as one PDF, or as pictures and PDFs in their order, which become one PDF. Writes nothing.

    The files are read in a process of its own, which takes long: no transaction may be open.
    Raises :class:`LetterUnreadable`, :class:`LetterTooLarge`, :class:`EncryptedPdf`, :class:`DamagedPdf`,
    :class:`TooManyPages`, :class:`PictureRefused`, and those of ``bounded.call``.
    """
    megabytes = settings().max_upload_mb
    if sum(map(len, sheets)) > megabytes * 1_000_000:
        raise LetterTooLarge(megabytes=megabytes)
    if not sheets:
        raise LetterUnreadable
    try:
        parts = [plain_pages(sheet) for sheet in sheets]
    except NotAnImage as error:
        raise LetterUnreadable from error
    as_it_came = len(sheets) == 1 and sheets[0].startswith(b"%PDF-")
    shown = parts[0] if len(parts) == 1 else join(parts)
    signer = _signer(sheets[0]) if as_it_came else ""
    return ReadLetter(sheets[0] if as_it_came else shown, shown, count_pages(shown), signer)


def _signer(pdf: bytes) -> str:
    """Whom a PDF names that is signed electronically, where every signature in it is valid and trusted here."""
    for read in queries.READERS:
        found: Report = read(pdf).report
        people = [one for one in found.signatures if one.kind is not SignatureKind.TIME_STAMP]
        if people and found.verdict in _SOUND:
            return (people[-1].signer or people[-1].subject)[:200]
    return ""


def sheet_picture(shown: bytes, number: int) -> bytes | None:
    """One page (from 1 on) of plain pages as a PNG; None where there is no such page. Raises those of ``bounded.call``."""
    return call(page_picture, shown, number, dpi=_DPI, seconds=_SECONDS, megabytes=_MEGABYTES)
