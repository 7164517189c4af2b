"""A fourth language of a conference, added and written by an organiser through pages alone: cities, titles, letters,
programme, a text. In a browser, in Russian: tests/journeys/test_fourth_language.py."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from icalendar import Calendar
from lxml import html
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
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
    r"https?://\S+|\S+@\S+|ANMC21\S*|SHA-?256|UTC\S*|[0-9a-f]{8,}|\bar\b|Hà Nội|Anan Suksawat|Nguyễn Thế Thảo|Focal Point"
    r"|Naoki Inose|\b[A-F0-9]{4,}\b|XI{0,2}|I[XV]|VI{0,3}"
)
TAG, SOUND = "ar", "كلمات"
CITIES = {"BKK": "بانكوك", "HAN": "هانوي"}
TITLE, TEXT, OFFICE = "إعلان هانوي", "يولد جميع الناس أحرارا.", "عمدة"
ROOM, VENUE, SESSION, SUMMARY, GOVERNOR = (
    "القاعة الكبرى",
    "فندق هانوي",
    "حوار المدن",
    "المياه والهواء",
    "محافظ طوكيو",
)
KIND = {"Dialogue session": "جلسة حوار", "Chair": "الرئيس", "Programme": "البرنامج"}


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


def test_an_organiser_adds_a_language_and_nothing_of_it_falls_back(client: FlaskClient) -> None:
    conference = make_plenary(cities=2)
    sign_in(client, make_user(Role.ORGANISER, conference))
    db.session.commit()
    facts = {f"title-{TAG}": TITLE, f"venue-{TAG}": VENUE, f"address-{TAG}": VENUE}
    fill(client, f"{HOME}/setup", boxes={"languages": ["en", "fr", "vi", TAG], **facts})
    for code, name in CITIES.items():
        fill(client, f"{HOME}/setup/cities?city={code}", boxes={f"name-{TAG}": name})
    words = {
        one.key: KIND.get(one.message)
        or " ".join([SOUND, *(f"%({p})s" for p in sorted(places_of(one.message)))])
        for one in LETTERS
    }
    fill(client, f"{HOME}/letters/words?language={TAG}", boxes=words)
    for person in db.session.scalars(select(Delegate.public_id)).all():
        journey = {"arrives_on": "", "departs_on": ""}
        fill(client, f"{HOME}/delegates/{person}/edit", boxes={f"office-{TAG}": OFFICE, **journey})

    read_declaration(client, conference)
    read_letter(client)
    read_programme(client, conference.starts.isoformat())
    read_invitation(client, conference)
    gaps = client.get(f"{HOME}/setup/languages?language={TAG}&lang=en").text
    assert "Names of cities" not in gaps.partition("<h2")[2]


def read_declaration(client: FlaskClient, conference: Conference) -> None:
    boxes = {f"title-{TAG}": TITLE, "languages": [TAG], "order_language": TAG}
    made = fill(client, f"{HOME}/declarations/new", boxes=boxes)
    where = made.partition("?")[0].partition("#")[0]
    fill(client, f"{where}/add/point", boxes={f"text-{TAG}": TEXT})
    for step in ("finalise", "adopt", "open"):
        assert post(client, f"{where}/{step}", page=where).status_code == 303
    (declaration,) = acts_queries.declarations(conference)
    read = words_of(stages.document(declaration))
    assert foreign(read) == []
    assert CITIES["HAN"] in read


def read_letter(client: FlaskClient) -> None:
    city = client.get(f"{HOME}/delegations").text
    delegation = re.search(r"/delegations/([0-9a-f-]{36})", city)
    assert delegation
    page = f"{HOME}/delegations/{delegation[1]}"
    written = {"name": "Focal Point", "email": "focal@example.org", "language": TAG}
    assert post(client, f"{page}/focal", written, page=page).status_code == 303
    letter = db.session.scalars(select(OutboxLetter).order_by(OutboxLetter.id.desc())).first()
    assert letter
    assert letter.language == TAG
    assert TITLE in letter.subject
    assert foreign(f"{letter.subject}\n{letter.text}".replace("People's Committee of Hanoi", "")) == []


def read_programme(client: FlaskClient, day: str) -> None:
    """As a page, a feed and a paper: no word of another language in any; and marked as such where one is missing."""
    room = re.search(r"/setup/rooms/[0-9a-f-]{36}", client.get(f"{HOME}/setup/rooms").text)
    assert room
    fill(client, f"/o/plenary12{room[0]}", boxes={f"name-{TAG}": ROOM})
    session = {f"title-{TAG}": SESSION, f"summary-{TAG}": SUMMARY, "kind": "dialogue", "languages": [TAG]}
    page = client.get(f"{HOME}/programme/new").text
    chosen = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>(?:(?!</option>).)*</option>', page)
    assert chosen
    clock = {"day": day, "starts": "09:30", "ends": "11:30", "room": chosen[1]}
    made = fill(client, f"{HOME}/programme/new", boxes={**session, **clock})
    where = made.partition("?")[0].partition("#")[0]
    guest = {"guest-role": "chair", "guest-name": "Naoki Inose", f"guest-office-{TAG}": GOVERNOR}
    assert post(client, f"{where}/panel/guest", guest, page=where).status_code == 303
    assert post(client, f"{where}/schedule", page=where).status_code == 303
    assert post(client, f"{HOME}/programme/publish", page=f"{HOME}/programme").status_code == 303

    here = "/c/plenary12/programme"
    shown = html.fromstring(client.get(f"{here}?language={TAG}&lang=fr").text)
    assert (shown.get("lang"), shown.get("dir")) == ("fr", "ltr")
    whole = [
        one for one in shown.xpath(f"//main//*[@lang='{TAG}'][@dir='rtl']") if one.text_content().strip()
    ]
    read = "\n".join(str(one.text_content()) for one in whole)
    said = (KIND["Programme"], KIND["Dialogue session"], KIND["Chair"], SESSION, SUMMARY, ROOM, GOVERNOR)
    assert [one for one in said if one not in read] == []
    assert foreign(read) == []
    assert [one.get("lang") for one in shown.xpath("//bdi[@class='elsewhere']")] == []

    (event,) = Calendar.from_ical(client.get(f"{here}.ics?language={TAG}").data).walk("VEVENT")
    assert (str(event["summary"]), event["summary"].params["LANGUAGE"]) == (SESSION, TAG)
    assert foreign("\n".join(str(event[name]) for name in ("summary", "location", "description"))) == []
    read = words_of(client.get(f"{here}.pdf?language={TAG}").data)
    assert foreign(read) == []
    assert [one for one in (*said, TITLE) if one not in read] == []

    elsewhere = html.fromstring(client.get(f"{here}?lang=fr").text)
    marks = elsewhere.xpath("//h3//bdi[@class='elsewhere']")
    assert [(one.text, one.get("lang"), one.get("dir"), one.get("title")) for one in marks] == [
        (SESSION, TAG, "rtl", "en arabe")
    ]


def read_invitation(client: FlaskClient, conference: Conference) -> None:
    """No word of another language, and the way on is into the programme in this one."""
    network, (organiser, *_more) = conference.network, organisers_queries.organisers(conference)
    network.name = Localized({**network.name, TAG: SOUND})
    organiser.name = organiser.role = Localized({TAG: SOUND})
    db.session.commit()
    page = html.fromstring(client.get(f"/c/plenary12/?language={TAG}&lang=fr").text)
    assert (
        page.get("lang"),
        page.xpath("//nav[contains(@class,'hero-languages')]/a[@aria-current]/@hreflang"),
    ) == ("fr", [TAG])
    whole = page.xpath(f"//main/div[@lang='{TAG}'][@dir='rtl']")
    read = "\n".join(str(one.text_content()) for one in whole)
    said = (CITIES["HAN"], VENUE, SESSION, ROOM, SOUND)
    assert [one for one in said if one not in read] == []
    assert foreign(read.replace("PDF", "")) == []
    (on,) = page.xpath("//a[contains(@class,'btn-primary')]/@href")
    assert on == f"/c/plenary12/programme?language={TAG}"
