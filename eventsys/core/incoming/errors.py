"""Why a table as a whole is not read; what is wrong in its cells are faults, not refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

if TYPE_CHECKING:
    from eventsys.core.incoming.encodings import Decoding

__all__ = ["EncodingUnknown", "SheetUnknown", "TableUnreadable"]


class TableUnreadable(Refusal):
    """``why`` is a sentence that begins in lower case."""

    message = _l("We could not read this file: %(why)s Nothing was saved.")
    status = 422


class EncodingUnknown(Refusal):
    """The octets are letters in several encodings, and only a reader knows in which they are words."""

    message = _l(
        "The file does not say in which encoding its letters are written. Choose the one that reads well."
    )
    status = 422

    @property
    def decodings(self) -> tuple[Decoding, ...]:
        """The readings to choose from, the likeliest first."""
        return tuple(self.values["decodings"])


class SheetUnknown(Refusal):
    """Several sheets have a table."""

    message = _l("Several sheets have a table. Choose the one to read: %(names)s.")
    status = 422

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self.values["sheets"])
