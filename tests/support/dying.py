"""Real deaths in the middle of an act: a process of its own forks one child after the other, and each is killed a few
statements later than the one before."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import event

from eventsys.core.db import db

__all__ = ["die_one_by_one"]


def die_one_by_one(
    act: Callable[[], object], after: Callable[[int], None], *, most: int, step: int = 1
) -> int:
    """At most ``most`` children, in the context of an application: each does ``act``, and commits unless that did, until it is
    killed at its statement (or its commit); ``after`` looks at what is kept, given the number of the child. Ends with the first
    that lives; returns how many died. For programs of :class:`tests.support.processes.Command`: who forks has no threads."""
    for number in range(most):
        db.session.remove()
        db.engine.dispose()
        child = os.fork()
        if child == 0:
            _arm(1 + step * number)
            act()
            db.session.commit()
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0, f"child {number} failed"
            return number
        assert os.WTERMSIG(status) == signal.SIGKILL, f"child {number}: {status}"
        after(number)
    return most


def _arm(dies_at: int) -> None:
    step = count(1)

    def die_some_time(*_given: Any) -> None:
        if next(step) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(db.engine, "after_cursor_execute", die_some_time)
    event.listen(db.engine, "commit", die_some_time)
