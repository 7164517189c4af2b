"""The one door for files from outside: what is in them is found out by looking, not by their names."""

from __future__ import annotations

from eventsys.core.bounded import calling as bounded
from eventsys.core.incoming import workbook
from eventsys.core.incoming.encodings import known_encoding
from eventsys.core.incoming.errors import EncodingUnknown, TableUnreadable
from eventsys.core.incoming.files import Grid, OpenedTable, opened_text
from eventsys.core.words.languages import gettext as _

__all__ = ["MOST_OCTETS", "grids_of", "opened"]

MOST_OCTETS = 5_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def opened(data: bytes | str, *, encoding: str, known: frozenset[str], rows: int) -> OpenedTable:
    """Runs in a bounded process. Raises :class:`workbook.OldWorkbook`, :class:`ValueError`."""
    if isinstance(data, bytes) and data.startswith(_ZIP):
        return workbook.opened_workbook(data, rows=rows)
    if isinstance(data, bytes) and data.startswith(_OLE):
        raise workbook.OldWorkbook
    return opened_text(data, encoding=encoding, known=known, rows=rows)


def grids_of(data: bytes | str, *, encoding: str, known: frozenset[str], rows: int) -> list[Grid]:
    """Raises :class:`TableUnreadable` with the reason, :class:`EncodingUnknown` with what to choose from."""
    if len(data) > MOST_OCTETS:
        raise TableUnreadable(why=_("it is larger than 5 MB."))
    if not data.strip():
        raise TableUnreadable(why=_("it is empty."))
    chosen = known_encoding(encoding) if encoding else ""
    if chosen is None:
        raise TableUnreadable(why=_("“%(name)s” is not the name of an encoding.", name=encoding[:40]))
    try:
        found = bounded.call(
            opened,
            data,
            encoding=chosen,
            known=known,
            rows=rows,
            seconds=workbook.SECONDS,
            megabytes=workbook.MEGABYTES,
        )
    except bounded.TookTooMuch as refusal:
        raise TableUnreadable(why=_("it unpacks to more than we accept.")) from refusal
    except workbook.OldWorkbook as error:
        raise TableUnreadable(
            why=_("it is in an old format of Excel. Save it as XLSX, ODS or CSV.")
        ) from error
    except UnicodeDecodeError as error:
        raise TableUnreadable(why=_not_in(error, data, encoding)) from error
    except ValueError as error:
        raise TableUnreadable(why=_("it is neither a workbook nor a CSV file, or it is damaged.")) from error
    if found.decodings:
        raise EncodingUnknown(decodings=found.decodings)
    if not found.grids:
        raise TableUnreadable(why=_("it is neither a workbook nor a CSV file, or it is damaged."))
    return found.grids


def _not_in(error: UnicodeDecodeError, data: bytes | str, encoding: str) -> str:
    if not encoding or isinstance(data, str):
        return str(_("it is neither a workbook nor a CSV file, or it is damaged."))
    row = data.count(b"\n", 0, error.start) + 1
    return str(_("row %(row)s is not written in the encoding %(name)s.", row=row, name=encoding[:40]))
