"""Every page, paper, table and file of a house in which somebody was erased: none breaks, none says who it was."""

from __future__ import annotations

from pathlib import Path

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.erasure import service
from eventsys.registration.people import queries as people_queries
from tests.support.databases import application
from tests.support.planted import PLANTED
from tests.support.reading import words_of
from tests.support.world import make_world

WORDS = [word for planted in PLANTED.values() for word in planted]


def test_no_page_breaks_and_none_says_who_was_erased(tmp_path: Path) -> None:
    with application(tmp_path, "after") as app, reading(False):
        db.create_all()
        world = make_world(app)
        delegate = people_queries.delegate_in("hanoi", world.values["delegate_id"])
        erased = service.erase(delegate, "asked", by=SYSTEM, now=clock.now())
        db.session.commit()
        deliver_due()  # the last letter, which says that it is done
        service.finish(erased, now=clock.now())
        db.session.commit()
        db.session.remove()
        broken, told, seen = [], [], 0
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()):
                continue
            url = world.address(app, rule)
            for actor in ("administrator", "focal point"):
                answer = world.browsers[actor].send("GET", url)
                broken += [(url, actor)] if answer.status_code >= 500 else []
                if answer.status_code == 200:
                    seen += 1
                    told += [(url, actor, word) for word in WORDS if word in words_of(answer)]
        assert (broken, told) == ([], [])
        assert seen > 100
