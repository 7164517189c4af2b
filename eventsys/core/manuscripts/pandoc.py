"""Pandoc as a program of its own, within bounds, without network or disk. To be called in a bounded process."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from eventsys.core.bounded.calling import TookTooMuch
from eventsys.core.manuscripts.errors import ManuscriptUnreadable, ReaderMissing
from eventsys.core.manuscripts.values import Changes

__all__ = ["program", "tree"]

_SECONDS = 20  # by the clock: another machine's work may stand before ours
_HEAP = "400m"
_MOST_SAID = 40_000_000
_OUT_OF_MEMORY = 251  # what a Haskell program ends with when its heap is used up


@cache
def program() -> Path:
    """The pandoc that came with the Python package. Raises ReaderMissing."""
    try:
        import pypandoc  # noqa: PLC0415 - it looks for programs when it is imported

        found = Path(pypandoc.__file__).parent / "files" / "pandoc"
    except ImportError as error:
        raise ReaderMissing from error
    if not found.is_file():
        raise ReaderMissing
    return found


def tree(data: bytes, kind: str, changes: Changes = Changes.ACCEPT) -> dict[str, Any]:
    """Pandoc's own tree (its JSON) of a file of ``kind`` (``docx``, ``odt``, ``rtf``, ``html``).

    Raises ManuscriptUnreadable, TookTooMuch, ReaderMissing.
    """
    command = [
        str(program()),
        "--sandbox",
        f"--from={kind}",
        "--to=json",
        f"--track-changes={changes}",
        "+RTS",
        f"-M{_HEAP}",
        "-RTS",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own words; limits of processor time and address space are inherited from this process
            command, input=data, capture_output=True, timeout=_SECONDS, check=False, env={"LANG": "C.UTF-8"}
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooMuch from error
    except OSError as error:
        raise ReaderMissing from error
    if done.returncode < 0 or done.returncode == _OUT_OF_MEMORY or len(done.stdout) > _MOST_SAID:
        raise TookTooMuch
    if done.returncode:
        raise ManuscriptUnreadable
    found: dict[str, Any] = json.loads(done.stdout)
    return found
