"""The page of a job: who sees it, what it says, and how it is cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.actor import ANONYMOUS, Actor, Role
from eventsys.core.db import db
from eventsys.core.web import access
from eventsys.core.web.access import set_actor_loader
from eventsys.jobs import service
from eventsys.jobs.models import Job
from tests.jobs.factories import OWNER, make_job
from tests.support.web import post

STAFF = Actor(kind="user", user_id=8, label="Staff", roles={5: frozenset({Role.SECRETARIAT})})
STRANGER = Actor(kind="user", user_id=9, label="Stranger", roles={6: frozenset({Role.ORGANISER})})


@pytest.fixture
def acting() -> Iterator[list[Actor]]:
    """Who makes the requests; the actor is found as accounts would."""
    usual = list(access._load_actor)
    who = [ANONYMOUS]
    set_actor_loader(lambda: who[0])
    yield who
    access._load_actor[:] = usual


@pytest.fixture
def job(app: Flask) -> Job:
    return make_job("test.page", conference_id=5, total=10)


def test_a_job_is_seen_by_its_owner_and_the_staff_of_its_conference(
    client: FlaskClient, job: Job, acting: list[Actor]
):
    seen = {}
    for who in (ANONYMOUS, OWNER, STAFF, STRANGER):
        acting[:] = [who]
        seen[who.label] = [
            client.get(f"/jobs/{job.public_id}{part}").status_code for part in ("", "/progress")
        ]
    assert seen == {"": [303, 303], "Owner": [200, 200], "Staff": [200, 200], "Stranger": [404, 404]}


def test_a_job_that_is_not_there(client: FlaskClient, acting: list[Actor]):
    acting[:] = [OWNER]
    assert client.get(f"/jobs/{uuid4()}").status_code == 404


def test_progress_asks_for_itself_again_until_the_end(client: FlaskClient, job: Job, acting: list[Actor]):
    acting[:] = [OWNER]
    url = f"/jobs/{job.public_id}/progress"
    running = client.get(url).text
    assert f'hx-get="{url}"' in running
    assert "Waiting" in running
    assert "0 of 10" in running
    assert "<noscript>" in running
    job.state, job.done, job.result = "done", 10, {}
    db.session.commit()
    ended = client.get(url).text
    assert "hx-get" not in ended
    assert "Finished" in ended


def test_a_refusal_is_told_and_an_accident_is_not(client: FlaskClient, job: Job, acting: list[Actor]):
    acting[:] = [OWNER]
    job.state, job.error, job.refused = "failed", "The hall is full.", True
    db.session.commit()
    assert "The hall is full." in client.get(f"/jobs/{job.public_id}").text
    job.error, job.refused = "ValueError: secret detail", False
    db.session.commit()
    page = client.get(f"/jobs/{job.public_id}").text
    assert "secret detail" not in page
    assert "Tell the administrator" in page


def test_its_owner_cancels_it_and_others_cannot(client: FlaskClient, job: Job, acting: list[Actor]):
    url, page = f"/jobs/{job.public_id}/cancel", f"/jobs/{job.public_id}"
    acting[:] = [OWNER]
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 400, "no token"
    answer = post(client, url, page=page)
    assert (answer.status_code, answer.location) == (303, page)
    db.session.refresh(job)
    assert job.state == "cancelled"
    db.session.commit()
    assert "Cancel this work" not in client.get(page).text


def test_cancelling_what_has_ended_says_so(client: FlaskClient, job: Job, acting: list[Actor]):
    acting[:] = [STAFF]
    page = f"/jobs/{job.public_id}"
    other = make_job("test.page", conference_id=5)
    job.state = "done"
    db.session.commit()
    answer = post(client, f"{page}/cancel", page=f"/jobs/{other.public_id}", follow_redirects=True)
    assert "has ended already" in answer.text


def test_a_kind_is_called_as_its_room_says(client: FlaskClient, job: Job, acting: list[Actor]):
    service.describe("test.page", "Printing badges", url=lambda job: f"/somewhere/{job.id}")
    acting[:] = [OWNER]
    job.state = "done"
    db.session.commit()
    page = client.get(f"/jobs/{job.public_id}").text
    assert "Printing badges" in page
    assert f'href="/somewhere/{job.id}"' in page


def test_press_and_viewers_see_a_job_but_do_not_end_it(
    client: FlaskClient, job: Job, acting: list[Actor]
) -> None:
    acting[:] = [
        Actor(kind="user", user_id=8, label="Press", roles={5: frozenset({Role.PRESS, Role.VIEWER})})
    ]
    assert client.get(f"/jobs/{job.public_id}").status_code == 200
    assert post(client, f"/jobs/{job.public_id}/cancel", page="/verify").status_code == 403
    db.session.refresh(job)
    assert not job.cancel_asked


def test_the_page_that_shows_the_result_is_loaded_anew_when_the_work_ends(
    client: FlaskClient, job: Job, acting: list[Actor]
) -> None:
    service.describe("test.page", "Printing badges", url=lambda job: f"/somewhere/{job.id}")
    acting[:] = [OWNER]
    url, page = f"/jobs/{job.public_id}/progress", f"http://localhost/somewhere/{job.id}?after=3"

    def refreshed(where: str | None) -> str | None:
        return client.get(url, headers={"HX-Current-URL": where} if where else {}).headers.get("HX-Refresh")

    assert refreshed(page) is None, "it is not over yet"
    for state in ("done", "failed", "cancelled"):
        job.state = state
        db.session.commit()
        assert refreshed(page) == "true", state
        assert refreshed(f"http://localhost/jobs/{job.public_id}") is None
        assert refreshed(None) is None
