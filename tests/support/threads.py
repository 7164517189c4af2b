"""Several acts at the same moment, each with a connection of its own."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

from flask import Flask

from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal

__all__ = ["together"]


def together(app: Flask, acts: list[Callable[[], object]]) -> Counter[str]:
    """Run every act in a thread and a transaction of its own, all let go at once; how they ended."""
    db.session.rollback()  # nothing is held here while they run
    start, ends = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context(), reading(False):
            start.wait(30)
            try:
                act()
                db.session.commit()
                ends.append("done")
            except Refusal as refusal:
                db.session.rollback()
                ends.append(type(refusal).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    db.session.rollback()
    db.session.expire_all()
    return Counter(ends)
