"""Those concerned are told of a step: shown before, sent with it, once, or not at all."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.completion import service as completion
from eventsys.declarations.notices import service
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.texts import service as texts
from eventsys.mail.record.models import OutboxLetter
from tests.accounts.factories import link_in, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.browser import Browser, browser
from tests.registration.factories import make_delegate, make_delegation
from tests.support.shell import shell_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    """Before Seoul (member, with a head), Tokyo (member, declined), Tomsk (an observer), Manila (no address)."""
    conference = make_conference(slug="plenary")
    seoul = make_delegation(conference, "SEL", focal_language="fr", focal_name="Park Ji-woo")
    make_delegate(seoul, category="head", family_name="Oh", given_name="Se-hoon", email="oh@example.org")
    make_delegate(seoul, "draft", family_name="Lim", email="lim@example.org")
    make_delegation(conference, "TYO", state="declined")
    make_delegation(conference, "TOF", standing="observer")
    make_delegation(conference, "MNL", focal_email="")
    made = texts.create(
        conference, title=Localized(en="Joint Declaration", fr="Déclaration commune"), by=SYSTEM
    )
    paragraphs.add_paragraph(
        made, ParagraphKind.POINT, Localized(en="agree;", fr="conviennent ;", vi="nhất trí;"), by=SYSTEM
    )
    return made


def told(state: State, draft: Declaration) -> list[str]:
    return sorted(reader.address for reader in service.plan_of(draft, state).readers)


def letters() -> list[OutboxLetter]:
    return list(db.session.query(OutboxLetter).order_by(OutboxLetter.id))


def desk(app: Flask, draft: Declaration) -> Browser:
    client = browser(app)
    sign_in(client, make_user("secretariat", draft.conference))
    return client


def test_a_draft_is_before_all_cities_amendments_are_the_members(draft: Declaration):
    assert told(State.CIRCULATED, draft) == [
        "focal@sel.example.org",
        "focal@tof.example.org",
        "oh@example.org",
    ]
    assert told(State.AMENDMENTS_OPEN, draft) == ["focal@sel.example.org", "oh@example.org"]
    assert told(State.OPEN_FOR_SIGNATURE, draft) == ["focal@sel.example.org", "oh@example.org"]
    assert len(service.plan_of(draft, State.CIRCULATED).unreachable) == 1
    assert letters() == [], "planning writes nothing"


def test_what_is_shown_before_is_what_goes_out(app: Flask, draft: Declaration):
    client, where = desk(app, draft), f"/o/plenary/declarations/{draft.public_id}"
    page = client.get(f"{where}/tell/circulate").text
    assert "Write to these 3 people" in page
    assert "Le projet «\u00a0Déclaration commune\u00a0» est soumis aux villes." in page
    assert "À l’attention de Park Ji-woo." in page
    assert "/l/" not in page
    said = post(client, f"{where}/circulate", {"tell": "yes"}, page=f"{where}/tell/circulate")
    assert said.status_code == 303
    assert draft.state == State.CIRCULATED
    assert [(one.to_address, one.language) for one in letters()] == [
        ("focal@sel.example.org", "fr"),
        ("oh@example.org", "en"),
        ("focal@tof.example.org", "en"),
    ]
    shown = service.plan_of(draft, State.CIRCULATED).letters[-1]
    sent = next(one for one in letters() if one.language == "fr")
    assert shown.subject == sent.subject
    assert shown.text.splitlines()[:8] == sent.text.splitlines()[:8]
    post(client, f"{where}/circulate", {"tell": "yes"}, page=where)
    assert len(letters()) == 3, "a step is taken once, and told once"


def test_a_step_may_be_taken_without_a_word(app: Flask, draft: Declaration):
    client, where = desk(app, draft), f"/o/plenary/declarations/{draft.public_id}"
    post(client, f"{where}/circulate", {}, page=f"{where}/tell/circulate")
    assert draft.state == State.CIRCULATED
    assert letters() == []


def test_a_refused_step_tells_nobody(app: Flask, draft: Declaration):
    client, where = desk(app, draft), f"/o/plenary/declarations/{draft.public_id}"
    post(client, f"{where}/open-amendments", {"tell": "yes"}, page=f"{where}/tell/circulate")
    assert draft.state == State.ZERO_DRAFT
    assert letters() == []


def test_the_link_in_the_letter_leads_to_the_text(app: Flask, draft: Declaration):
    completion.circulate(draft, by=SYSTEM)
    service.queue_notices(draft, State.CIRCULATED, by=SYSTEM, now=clock.now())
    focal, head, _observer = letters()
    assert (focal.about_kind, head.about_kind) == ("delegation", "delegate")
    for letter in (focal, head):
        client = browser(app)
        page = client.get(client.get(link_in(letter)).location).text
        assert "Déclaration commune" in page or "Joint Declaration" in page


def test_the_shell_prints_whom_a_step_tells_and_the_letter_and_sends_nothing(
    app: Flask, draft: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell, titles = shell_of(app, monkeypatch), set()
    for step, addresses in (
        ("circulate", ["focal@sel.example.org", "focal@tof.example.org", "oh@example.org"]),
        ("amendments", ["focal@sel.example.org", "oh@example.org"]),
        ("signature", ["focal@sel.example.org", "oh@example.org"]),
    ):
        printed = shell("declaration", "whom", draft.public_id, step).output
        assert sorted(re.findall(r"\S+@\S+", printed.partition("\n[")[0])) == addresses, step
        titles.add(re.findall(r"^\[en\] (.+)$", printed, re.MULTILINE)[0])
    assert len(titles) == 3
    assert letters() == []
