"""Work on what strangers send, in a process of its own: bounded in time and memory, without our secrets.

A table, a style sheet or a PDF of a few hundred bytes can ask a library for days of work or for all memory;
a thread that does it cannot be stopped, and a library that runs out of memory takes the whole server along.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any, TypeVar

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["Busy", "TookTooMuch", "call"]

Value = TypeVar("Value")
#: Of one kind of work in one process; who comes then waits this long (seconds) for a turn.
_AT_ONCE, _WAIT = 2, 5
#: On a busy machine a second of work takes longer than a second.
_PATIENCE = 3
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "LD_LIBRARY_PATH")
#: Each kind has its own turns: whoever floods the verification page keeps no organiser from a preview.
_turns: defaultdict[str, BoundedSemaphore] = defaultdict(lambda: BoundedSemaphore(_AT_ONCE))


class TookTooMuch(Refusal):
    """It asked for more time or memory than it is given."""

    message = _l("This asks for more time or memory than we give to one file, so it was stopped.")
    status = 422


class Busy(Refusal):
    """Others are being served; nothing is wrong with what was sent."""

    message = _l("We are busy just now. Nothing was saved; please try again in a minute.")
    status = 503


def call(work: Callable[..., Value], /, *args: Any, seconds: int, megabytes: int, **values: Any) -> Value:
    """``work(*args, **values)`` in another process; ``work`` stands at the top of its module.

    ``seconds`` are of processor time, ``megabytes`` of address space. What ``work`` raises is raised here.
    Raises :class:`TookTooMuch`, :class:`Busy`.
    """
    asked = pickle.dumps((seconds, megabytes, work.__module__, work.__qualname__, args, values))
    turns = _turns[f"{work.__module__}.{work.__qualname__}"]
    if not turns.acquire(timeout=_WAIT):
        raise Busy
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "eventsys.core.bounded_process"],
            input=asked,
            stdout=subprocess.PIPE,
            env=_environment(),
            timeout=seconds * _PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooMuch from error
    finally:
        turns.release()
    if answer.returncode:
        raise TookTooMuch
    done, value = pickle.loads(answer.stdout)  # noqa: S301 - written by our own bounded_process
    if not done:
        raise value
    found: Value = value
    return found


def _environment() -> dict[str, str]:
    """Nothing of our settings: neither keys nor addresses."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    fonts = {name: value for name, value in os.environ.items() if name.startswith(("FONTCONFIG_", "XDG_"))}
    return {**kept, **fonts, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
