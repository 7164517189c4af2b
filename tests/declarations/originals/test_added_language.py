"""A fourth language of a conference, added and written by an organiser through pages alone: cities, titles, letters, a text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.diction.rules import LETTERS, places_of
from eventsys.declarations.stages import service as stages
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_plenary
from tests.declarations.originals.test_documents import words_of
from tests.support.web import post

HOME = "/o/plenary12"
#: What stands on papers and in letters besides words: signs of the house (the tag of a page's text among them), addresses,
#: names of people in Latin letters, and Hanoi's own name, which stands beside that of the text.
SIGNS = re.compile(
    r"https?://\S+|\S+@\S+|ANMC21\S*|SHA-?256|UTC\S*|[0-9a-f]{8,}|\b(?:ru|ar)\b|Hà Nội|Anan Suksawat|Nguyễn Thế Thảo|Focal Point"
    r"|\b[A-F0-9]{4,}\b|XI{0,2}|I[XV]|VI{0,3}"
)


class Tongue(NamedTuple):
    tag: str
    cities: dict[str, str]
    title: str
    text: str
    office: str
    sound: str


TONGUES = (
    Tongue(
        "ru",
        {"BKK": "Бангкок", "HAN": "Ханой"},
        "Ханойская декларация",
        "Все люди рождаются свободными.",
        "Мэр",
        "Слова",
    ),
    Tongue(
        "ar", {"BKK": "بانكوك", "HAN": "هانوي"}, "إعلان هانوي", "يولد جميع الناس أحرارا.", "عمدة", "كلمات"
    ),
)


def fill(client: FlaskClient, url: str, **more: Any) -> str:
    """Open a page, change some boxes of its form, and send it as a browser would; where it leads to."""
    changes = more.pop("boxes")
    opened = client.get(url)
    assert opened.status_code == 200, url
    known = [form for form in html.fromstring(opened.text).forms if form.method == "POST"]
    form = max(known, key=lambda one: len(one.form_values()))
    sent = MultiDict(form.form_values())
    for name, value in changes.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    answer = client.post(url, data=sent)
    assert answer.status_code == 303, (
        url,
        re.findall(r'field-error".*?</p>|errors-summary.*?</ul>', answer.text, re.DOTALL),
    )
    return str(answer.location)


def foreign(text: str) -> list[str]:
    return re.findall("[A-Za-zÀ-ɏḀ-ỿ]{2,}", SIGNS.sub(" ", text))


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda one: one.tag)
def test_an_organiser_adds_a_language_and_nothing_of_it_falls_back(
    client: FlaskClient, tongue: Tongue
) -> None:
    conference = make_plenary(cities=2)
    sign_in(client, make_user(Role.ORGANISER, conference))
    db.session.commit()
    tag = tongue.tag
    fill(client, f"{HOME}/setup", boxes={"languages": ["en", "fr", "vi", tag], f"title-{tag}": tongue.title})
    for code, name in tongue.cities.items():
        fill(client, f"{HOME}/setup/cities?city={code}", boxes={f"name-{tag}": name})
    words = {
        one.key: " ".join([tongue.sound, *(f"%({p})s" for p in sorted(places_of(one.message)))])
        for one in LETTERS
    }
    fill(client, f"{HOME}/letters/words?language={tag}", boxes=words)
    for person in db.session.scalars(select(Delegate.public_id)).all():
        journey = {"arrives_on": "", "departs_on": ""}
        fill(client, f"{HOME}/delegates/{person}/edit", boxes={f"office-{tag}": tongue.office, **journey})

    made = fill(
        client,
        f"{HOME}/declarations/new",
        boxes={f"title-{tag}": tongue.title, "languages": [tag], "order_language": tag},
    )
    where = made.partition("?")[0].partition("#")[0]
    fill(client, f"{where}/add/point", boxes={f"text-{tag}": tongue.text})
    for step in ("finalise", "adopt", "open"):
        assert post(client, f"{where}/{step}", page=where).status_code == 303
    (declaration,) = acts_queries.declarations(conference)
    read = words_of(stages.document(declaration))
    assert foreign(read) == []
    assert tongue.cities["HAN"] in read

    city = client.get(f"{HOME}/delegations").text
    delegation = re.search(r"/delegations/([0-9a-f-]{36})", city)
    assert delegation
    page = f"{HOME}/delegations/{delegation[1]}"
    written = {"name": "Focal Point", "email": "focal@example.org", "language": tag}
    assert post(client, f"{page}/focal", written, page=page).status_code == 303
    letter = db.session.scalars(select(OutboxLetter).order_by(OutboxLetter.id.desc())).first()
    assert letter
    assert letter.language == tag
    assert tongue.title in letter.subject
    assert foreign(f"{letter.subject}\n{letter.text}".replace("People's Committee of Hanoi", "")) == []
    gaps = client.get(f"{HOME}/setup/languages?language={tag}&lang=en").text
    assert "Names of cities" not in gaps.partition("<h2")[2]
