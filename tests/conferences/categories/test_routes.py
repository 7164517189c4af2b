"""Quotas by hand."""

from __future__ import annotations

import pytest
from lxml import html

from eventsys.conferences.categories import queries
from tests.conferences.pages import fresh, url
from tests.support.web import post


@pytest.mark.usefixtures("organiser")
def test_a_quota_of_zero_is_refused_by_name(client, conference):
    answer = post(client, url(conference, "setup/categories") + "?lang=en", {"quota-places": "0"})
    assert "A quota allows at least one place" in answer.text
    assert queries.quotas(conference) == []


@pytest.mark.usefixtures("organiser")
def test_quotas_are_set_changed_and_removed(client, conference):
    page = url(conference, "setup/categories")
    assert (
        post(
            client, page, {"quota-places": "5", "quota-category": "delegate", "quota-city": "HAN"}
        ).status_code
        == 303
    )
    row = queries.quotas(conference)[0]
    assert (
        post(
            client,
            f"/o/{conference.slug}/setup/quotas/{row.public_id}",
            {"quota-places": "6", "quota-category": "", "quota-city": ""},
        ).status_code
        == 303
    )
    fresh(conference)
    assert [(q.places, q.category_id, q.city_id) for q in queries.quotas(conference)] == [(6, None, None)]
    post(client, f"/o/{conference.slug}/setup/quotas/{row.public_id}/remove", page=page)
    fresh(conference)
    assert queries.quotas(conference) == []


@pytest.mark.usefixtures("organiser")
def test_a_new_category_asks_for_photo_and_consent_unless_somebody_says_otherwise(client, conference):
    page = html.fromstring(client.get(url(conference, "setup/categories")).data)
    ticked = {box.get("name") for box in page.xpath("//input[@type='checkbox'][@checked]")}
    assert {"photo_needed", "consent_needed"} <= ticked
    assert "is_head" not in ticked
