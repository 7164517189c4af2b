"""The other side of :mod:`eventsys.core.bounded`. It imports little: it is started anew for each piece of work."""

from __future__ import annotations

import ctypes
import importlib
import os
import pickle
import resource
import signal
import sys
from typing import Any

_PR_SET_PDEATHSIG = 1
_STOPPED = 3


def main() -> None:
    """One piece of work: asked on standard input, answered on standard output."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    out = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints stays out of the answer
    seconds, megabytes, module, name, args, values = pickle.load(sys.stdin.buffer)  # noqa: S301
    work = getattr(importlib.import_module(module), name)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    answer: tuple[bool, Any]
    try:
        answer = True, work(*args, **values)
    except (MemoryError, RecursionError):
        sys.exit(_STOPPED)
    except Exception as error:  # noqa: BLE001 - it is raised on the other side
        answer = False, error
    with os.fdopen(out, "wb") as pipe:
        pipe.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
