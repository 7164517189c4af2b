"""Organisers by hand, and their logos."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from eventsys.conferences.facts import service as facts
from eventsys.conferences.organisers import queries
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from tests.conferences.pages import fresh, url
from tests.files.factories import case
from tests.support.web import post


@pytest.mark.usefixtures("organiser")
def test_parts_are_added_ordered_and_removed_by_hand(client, conference):
    post(
        client,
        url(conference, "setup/organisers"),
        {"name-en": "UN-Habitat", "role-en": "in coordination with"},
    )
    row = queries.organisers(conference)[1]
    page = url(conference, "setup/organisers")
    do = f"{page}/{row.public_id}/do"
    assert post(client, do, {"do": "up"}, page=page).status_code == 303
    fresh(conference)
    assert [o.name["en"] for o in queries.organisers(conference)] == [
        "UN-Habitat",
        "People's Committee of Hanoi",
    ]
    post(client, do, {"do": "remove"}, page=page)
    fresh(conference)
    assert len(queries.organisers(conference)) == 1


def png(size=(400, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0e5a6b").save(out, "PNG")
    return out.getvalue()


@pytest.mark.usefixtures("organiser")
def test_a_logo_is_stored_shown_and_as_public_as_the_conference(client, conference):
    page = url(conference, "setup/organisers")
    data = {"name-en": "UN-Habitat", "logo": (io.BytesIO(png()), "logo.png")}
    assert post(client, page, data, content_type="multipart/form-data").status_code == 303
    row = queries.organisers(conference)[1]
    logo = f"/c/{conference.slug}/organisers/{row.public_id}/logo"
    stranger = client.application.test_client()
    assert stranger.get(logo).data.startswith(b"\x89PNG")
    facts.unpublish(fresh(conference), by=SYSTEM)
    db.session.commit()
    assert stranger.get(logo).status_code in {303, 404}
    assert client.get(logo).status_code == 200
    none = queries.organisers(conference)[0]
    assert client.get(f"/c/{conference.slug}/organisers/{none.public_id}/logo").status_code == 404


@pytest.mark.usefixtures("organiser")
@pytest.mark.parametrize("name", ["xres_as_text.jpg", "date_as_rational.jpg"])
def test_a_logo_with_odd_metadata_is_turned_and_taken(client, conference, name):
    data = {"name-en": "UN-Habitat", "logo": (io.BytesIO(case(name)), "logo.jpg")}
    page = url(conference, "setup/organisers")
    assert post(client, page, data, content_type="multipart/form-data").status_code == 303
    row = queries.organisers(conference)[1]
    shown = client.get(f"/c/{conference.slug}/organisers/{row.public_id}/logo").data
    assert Image.open(io.BytesIO(shown)).size == (260, 200)


@pytest.mark.usefixtures("organiser")
@pytest.mark.parametrize(
    "data",
    [b"<svg onload='alert(1)'/>", b"hello", b"GIF89a<script>", case("progressive_300_scans.jpg")],
    ids=["svg", "text", "gif", "layers"],
)
def test_a_logo_that_is_no_picture_is_refused_at_the_field(client, conference, data):
    answer = post(
        client,
        url(conference, "setup/organisers"),
        {"name-en": "Kept name", "logo": (io.BytesIO(data), "logo.png")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 422
    assert 'id="logo-error"' in answer.text
    assert 'value="Kept name"' in answer.text
    fresh(conference)
    assert len(queries.organisers(conference)) == 1
