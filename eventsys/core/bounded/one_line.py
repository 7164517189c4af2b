"""What libraries complain of while they read a stranger's file: one line of it in the log, and no traces.

Whoever sends a file would else choose how much stands in the log, and what.
"""

from __future__ import annotations

import logging
from typing import Final, TextIO

__all__ = ["complain_briefly"]

_LONGEST: Final = 200


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage().partition("\n")[0]
        kind = record.exc_info[0] if record.exc_info else None
        cause = f" ({kind.__name__})" if kind else ""
        told = "".join(one if one.isprintable() else "?" for one in said)[:_LONGEST]
        return f"while reading a file: {record.name}: {told}{cause}"


class _First(logging.Filter):
    """The first complaint of a process, and no other."""

    def __init__(self) -> None:
        super().__init__()
        self._said = False

    def filter(self, _record: logging.LogRecord) -> bool:
        said, self._said = self._said, True
        return not said


def complain_briefly(stream: TextIO | None = None) -> None:
    """From now on, of everything that is logged in this process; ``stream`` is the standard error unless given."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_OneLine())
    handler.addFilter(_First())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = False
