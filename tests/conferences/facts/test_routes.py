"""The page of an edition's facts, and two who save it at once."""

from __future__ import annotations

import pytest

from tests.conferences.pages import NEW, fresh, url
from tests.support.web import token_of


def edited(client, conference, **over):
    page = client.get(url(conference, "setup")).text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    data = {k: v for k, v in NEW.items() if k != "edition"}
    return {**data, "version": version, "csrf_token": token_of(page), **over}


@pytest.mark.usefixtures("organiser")
def test_an_organiser_overrules_the_article_that_the_title_takes(client, conference):
    page = client.get(url(conference, "setup?lang=en")).text
    assert "à la 12ᵉ réunion plénière" in post_title(client, conference, "by-title")
    assert "au 12ᵉ réunion plénière" in post_title(client, conference, "le")
    assert "à 12ᵉ réunion plénière" in post_title(client, conference, "none")
    assert fresh(conference).articles == {"fr": ""}
    assert "How the title stands in a sentence" in page


def post_title(client, conference, article):
    sent = edited(client, conference, article_fr=article)
    assert client.post(url(conference, "setup"), data=sent).status_code == 303
    return client.get(url(conference, "setup?lang=en")).text


@pytest.mark.usefixtures("organiser")
def test_the_facts_are_changed(client, conference):
    assert (
        client.post(url(conference, "setup"), data=edited(client, conference, **{"title-vi": ""})).status_code
        == 303
    )
    assert fresh(conference).title == {"en": "12th Plenary Meeting", "fr": "12ᵉ réunion plénière"}


@pytest.mark.usefixtures("organiser")
def test_the_second_to_save_is_told_keeps_what_they_typed_and_may_replace_it(client, conference):
    mine = edited(client, conference, **{"venue-en": "My hotel"})
    theirs = {**mine, "venue-en": "Their hotel"}
    assert client.post(url(conference, "setup"), data=theirs).status_code == 303
    answer = client.post(url(conference, "setup"), data=mine)
    assert answer.status_code == 422
    assert "Someone else saved this conference" in answer.text
    assert 'value="My hotel"' in answer.text
    assert "Their hotel" in answer.text
    assert fresh(conference).venue == {"en": "Their hotel"}
    version = answer.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    assert client.post(url(conference, "setup"), data={**mine, "version": version}).status_code == 303
    assert fresh(conference).venue == {"en": "My hotel"}
