"""What is sent to a page that takes a stranger's key: it stays in memory, never in a temporary file, and is small.

Servers spool what is large to the disk: werkzeug a file of half a megabyte, our own reader a body of one. A key with its
password has a few thousand octets; whatever is larger is something else, and is refused before it is read.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any, Final

from flask import Request

__all__ = ["MOST", "SECRET_FIELDS", "InMemory", "takes_a_key"]

MOST: Final = 1_000_000
"""Octets of such a request. Our reader keeps so many in memory in any case (see :mod:`eventsys.cli.running.patience`)."""
_ENDING: Final = "/certificate"
#: Names of fields that are neither shown again nor held for later: secrets, and a signature drawn by hand.
SECRET_FIELDS: Final = frozenset(
    {"password", "pin", "ink", "credential", "_proof_code", "_proof_password", "_proof_challenge"}
)


def takes_a_key(path: str) -> bool:
    """Whether the page at that address takes somebody's key.

    >>> takes_a_key("/o/hanoi/declarations/1/sign/2/certificate")
    True
    """
    return path.endswith(_ENDING)


class InMemory(Request):
    """The request class of the house."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        if takes_a_key(self.path):
            self.max_content_length = MOST

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if takes_a_key(self.path):
            return BytesIO()
        return super()._get_file_stream(total_content_length, content_type, filename, content_length)
