"""A stranger's file leaves one line in the log, whatever a library has to say about it."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from eventsys.core.bounded.one_line import complain_briefly


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, stream = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level, logging.raiseExceptions
    complain_briefly(stream)
    yield stream
    root.handlers[:], logging.raiseExceptions = before[0], before[2]
    root.setLevel(before[1])


def test_a_complaint_is_one_line_without_its_trace(log: io.StringIO) -> None:
    library = logging.getLogger("library")
    try:
        raise ValueError("no\nsuch\nthing")
    except ValueError as error:
        library.warning("It is %s\nand so on", "b\x1b[31mroken", exc_info=error)
    library.error("and more")
    logging.getLogger("other").critical("x" * 10_000)
    assert log.getvalue() == "while reading a file: library: It is b?[31mroken (ValueError)\n"


def test_whatever_a_stranger_sends_no_trace_comes_out_of_the_process() -> None:
    """pyHanko tells of a certificate that leads nowhere with all that went on."""
    work = (
        "import logging\n"
        "from eventsys.core.bounded.calling import call\n"
        "from tests.core.bounded.test_one_line import grumble\n"
        "print(call(grumble, 'x', seconds=5, megabytes=500))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", work],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    told = [line for line in ended.stderr.splitlines() if "Landlock" not in line]
    assert (ended.stdout, told) == ("done\n", ["while reading a file: library: x (KeyError)"])


def grumble(what: str) -> str:
    try:
        raise KeyError(what)
    except KeyError as error:
        for _ in range(3):
            logging.getLogger("library").warning(what, exc_info=error)
    return "done"
