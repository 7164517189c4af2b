"""Adding a revision to a PDF, and nothing that was not asked for."""

from __future__ import annotations

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

__all__ = ["IncrementalUpdate"]


class IncrementalUpdate(IncrementalPdfFileWriter):
    """A revision that leaves the document's description alone.

    pyHanko writes XMP anew each time, in a form of its own: the words in which a file says that it is PDF/A and
    PDF/UA at once are then no PDF/A any more.
    """

    def _update_meta(self) -> None:
        pass
