"""Every letter of the house as its reader gets it: whole in English against letters.txt beside this file, and in each
language with all its facts; what the text says, the HTML says too."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from eventsys.accounts.invitations import letters as invitations
from eventsys.accounts.roles.rules import ROLE_WORDS
from eventsys.accounts.sign_in.letters import of_security
from eventsys.accounts.users import letters as users
from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.actor import Role
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import DeclarationState
from eventsys.declarations.amendments import letters as amendments
from eventsys.declarations.amendments.models import Amendment, AmendmentState
from eventsys.declarations.lasting import letters as lasting
from eventsys.declarations.notices import letters as notices
from eventsys.declarations.voting.models import Manner, Question, QuestionKind
from eventsys.files import service as files
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter, preview
from eventsys.privacy.erasure import letters as erasure
from eventsys.privacy.requests import letters as requests
from eventsys.programme.notices import letters as programme
from eventsys.registration.asking import letters as asking
from eventsys.registration.changes import letters as changes
from eventsys.registration.committee import letters as committee
from eventsys.registration.composer.models import FormChoice, FormQuestion
from eventsys.registration.credentials import letters as credentials
from eventsys.registration.credentials.models import CredentialLetter
from eventsys.registration.decisions import letters as decisions
from eventsys.registration.invitations import letters as registration
from eventsys.registration.limits import letters as limits
from eventsys.registration.links import letters as links
from eventsys.registration.people.models import DelegateState
from eventsys.registration.rounds import letters as rounds
from eventsys.registration.rounds.models import RoundPurpose
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration
from tests.files.factories import picture
from tests.networks.factories import make_body
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.registration.openings.letters import letters_to_strangers

pytestmark = pytest.mark.usefixtures("app")

LETTERS = Path(__file__).with_name("letters.txt")
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
LANGUAGES = ("en", "fr", "vi")
NOW = datetime(2013, 11, 1, 9, tzinfo=UTC)
LINK = "https://anmc.example.org/l/one-of-its-own"
REASON = "The photo shows two people."
#: Of every letter of a conference, as its three languages write them.
FACTS = {
    "en": ("Plenary Meeting 12", "People's Committee of Hanoi", "Hanoi", "18", "19", "November 2013"),
    "fr": ("Réunion plénière 12", "Comité populaire de Hanoï", "Hanoï", "18", "19", "novembre 2013"),
    "vi": ("Hội nghị toàn thể 12", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội", "18", "19", "11", "2013"),
}
CITY = {"en": "Seoul", "fr": "Séoul", "vi": "Xơ-un"}
PART = {"en": "Speaker", "fr": "Intervenant", "vi": "Diễn giả"}


class Shown(HTMLParser):
    """``words`` between the tags of a letter's HTML, ``links`` it leads to, and the ``pictures`` it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.pictures, self._silent = "", list[str](), list[str](), 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent += tag in ("style", "title")
        self.links += [given.get("href") or ""] if tag == "a" else []
        self.pictures += [f"{given.get('src')} {given.get('alt')}"] if tag == "img" else []

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        self.words += "" if self._silent else f"\n{data}"


def one_blank(text: str) -> str:
    return " ".join(text.split())


def letters(language: str, conference: Conference) -> dict[str, Letter]:
    """All there are, by what they tell."""
    user = User(email="binh@example.org", name="Bình", language=language, public_id=conference.public_id)
    delegation = make_delegation(conference, "SEL", focal_name="Focal Point", focal_language=language)
    delegate = make_delegate(delegation, language=language, honorific="H.E.", review_note=REASON)
    delegate.public_id = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    body = make_delegation(conference, make_body(conference.network), focal_language=language)
    guest = make_delegate(body, language=language)
    guest.public_id = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
    sparse: dict[str, Any] = {"words": Localized()}
    named = CredentialLetter(delegation=delegation, reasons=["unsigned", "undated"], note=REASON)
    draft = make_declaration(conference, points=1)
    draft.sign_until = datetime(2013, 11, 20, 10, tzinfo=UTC)
    reader = notices.NoticeReader(
        "Park",
        "park@example.org",
        language,
        delegation.city_name,
        About("delegate", delegate.public_id),
        "Mr",
    )
    told = lasting.Colleague("Bình", "binh@example.org", language, user.public_id)
    session = make_session(conference, "Smog")
    elsewhere = make_session(conference, "Traffic", "11:00", "12:00", room=None)
    with in_language(language):
        part = PART[language]
    grant: dict[str, Any] = {"inviter": "Lan", "role": Role.REVIEWER, "title": conference.title_forms}
    alone: dict[str, Any] = {"inviter": "Lan", "role": None, "title": None}
    made = {
        "an account for a role": invitations.invitation(user, LINK, lifetime=timedelta(days=7), **grant),
        "an account": invitations.invitation(user, LINK, lifetime=timedelta(days=7), **alone),
        "one more role": invitations.role_given(user, url=LINK, conference_id=conference.id, **grant),
        "a forgotten password": of_security("reset_instructions", user, {"reset_token": "abc"}),
        "a new password": users.password_set(user),
        "an invitation": registration.invitation(delegation, LINK),
        "an invitation of a body": registration.invitation(body, LINK),
        "no answer": rounds.of_round(RoundPurpose.ANSWER, delegation, LINK, **sparse),
        "not finished": rounds.of_round(
            RoundPurpose.FINISH, delegation, LINK, **sparse, unfinished=["Naoki Inose"]
        ),
        "a registration's link": links.own_link(delegate, LINK),
        "sent back": links.returned(delegate, LINK),
        "on a waiting list": limits.waits(delegate, _bus(), 3, LINK),
        "a place came free": limits.came_free(delegate, _bus(), LINK, key="1"),
        "asked for one thing more": asking.asked_late(delegate, _arrival(date(2013, 11, 5)), LINK, key="1"),
        "asked for one thing more, no day": asking.asked_late(delegate, _arrival(None), LINK, key="2"),
        "confirmed": links.approved(delegate, LINK, now=NOW),
        "confirmed to somebody of a body": links.approved(guest, LINK, now=NOW),
        "a change approved": changes.decided(delegate, LINK, approved=True),
        "a change declined": changes.decided(delegate, LINK, approved=False, reason=REASON),
        "the programme": programme.published(delegate, [(session, part), (elsewhere, part), (session, None)]),
        "signatures that end": lasting.ending(draft, datetime(2023, 11, 1, tzinfo=UTC), told, LINK),
        "credentials accepted": credentials.accepted(named),
        "credentials deficient": credentials.deficient(named, LINK),
        "credentials missing": committee.reminder(delegation, LINK, key="once"),
        "data of an account erased": erasure.erased(user),
        "data of an account kept": requests.refused(user, REASON),
        "data erased": erasure.erased(delegate),
        "data kept": requests.refused(delegate, REASON),
        "data of a focal point erased": erasure.erased(delegation),
        "data of a focal point kept": requests.refused(delegation, REASON),
    }
    for state in ("rejected", "revoked", "waitlisted"):
        delegate.state = DelegateState(state)
        made[state] = decisions.decided(delegate)
    for stage in ("circulated", "amendments_open", "open_for_signature"):
        made[stage] = notices.notice(draft, DeclarationState(stage), reader, LINK)
    said = {"delegation": delegation, "number": 3, "note": REASON, "state": AmendmentState.REJECTED}
    outvoted = Amendment(**said, question=Question(manner=Manner.ROLL_CALL, kind=QuestionKind.AMENDMENTS))
    agreed = Amendment(**said, question=Question(manner=Manner.CONSENSUS, kind=QuestionKind.AMENDMENTS))
    editorial = Amendment(**said, question=Question(manner=Manner.EDITORIAL, kind=QuestionKind.AMENDMENTS))
    under = {"number": 4, "sub": 1, "parent": Amendment(number=4, sub=0), "state": AmendmentState.LAPSED}
    lapsed = Amendment(delegation=delegation, note="", **under)
    made["amendments not taken up"] = amendments.not_taken_up(draft, [outvoted, lapsed], reader, LINK)
    made |= letters_to_strangers(conference, language, LINK, now=NOW)
    made["amendments refused"] = amendments.not_taken_up(draft, [agreed, editorial], reader, LINK)
    return made


def _arrival(due_on: date | None) -> FormQuestion:
    label = Localized(en="Arrival time", fr="Heure d’arrivée", vi="Giờ đến")
    return FormQuestion(label=label, due_on=due_on)


def _bus() -> FormChoice:
    """What only so many people can have."""
    asked = FormQuestion(label=Localized(en="Tour", fr="Excursion", vi="Tham quan"))
    words = Localized(en="Bus to Ha Long", fr="Car pour Ha Long", vi="Xe đi Hạ Long")
    return FormChoice(public_id=uuid7(), words=words, question=asked)


#: Letters that say why.
REASONED = {
    "a change declined",
    "sent back",
    "credentials deficient",
    "rejected",
    "revoked",
    "waitlisted",
    "data of an account kept",
    "data kept",
    "data of a focal point kept",
    "amendments not taken up",
    "amendments refused",
}
#: Letters that name the reader's city.
OF_CITY = {
    "an invitation",
    "a registration's link",
    "confirmed",
    "credentials accepted",
    "credentials deficient",
    "credentials missing",
}
OF_ACCOUNT = {
    "an account",
    "a forgotten password",
    "a new password",
    "data of an account erased",
    "data of an account kept",
}
WITHOUT_LINK = {
    "credentials accepted",
    "data of an account erased",
    "data of an account kept",
    "data erased",
    "data kept",
    "data of a focal point erased",
    "data of a focal point kept",
    "rejected",
    "revoked",
    "waitlisted",
}
#: Further facts, the same in every language.
MORE = {
    "an account for a role": ("Lan", "Bình"), "an account": ("Lan", "Bình"), "one more role": ("Lan", "Bình"),
    "confirmed": ("secretariat@example.org", "H.E. Naoki Inose"), "sent back": ("H.E. Naoki Inose",),
    "open_for_signature": ("20", "17", "Mr Park"), "circulated": ("Mr Park",), "amendments_open": ("Mr Park",),
    "signatures that end": ("EVENTSYS_TSA_URL", "2023"), "a new password": ("Bình",), "a forgotten password": ("4",),
    "amendments not taken up": ("3", "4.1"), "amendments refused": ("3",),
}  # fmt: skip


@pytest.fixture
def conference(app: Flask) -> Conference:
    made = make_conference(edition=12, starts=date(2013, 11, 18))
    organisers_queries.organisers(made)[0].logo_digest = files.store_logo(picture(kind="PNG")).digest
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_says_what_its_reader_needs(conference: Conference, language: str) -> None:
    found = {}
    for name, letter in letters(language, conference).items():
        made, says = preview(letter), f"{name} ({language})"
        shown = Shown(made.html)
        words = one_blank(shown.words)
        link = str(letter.values.get("action_url", ""))
        assert bool(link) == (name not in WITHOUT_LINK), says
        for paragraph in filter(None, map(one_blank, made.text.removesuffix("\n").splitlines())):
            said = paragraph.removeprefix("- ").removesuffix(":") if paragraph != link else link
            assert said in words, f"{says}: its HTML lacks {paragraph}"
        assert one_blank(made.subject) in words, f"{says}: its HTML lacks the subject"
        assert f"<title>{escape(made.subject)}</title>" in made.html, says
        assert f'<html lang="{language}"' in made.html, says
        assert shown.links == [link] * (2 if link else 0), says
        assert not link or made.text.splitlines().count(link) == 1, says
        with_logo = name.startswith("an invitation")
        assert shown.pictures == (["cid:logo " + FACTS[language][1]] if with_logo else []), says
        facts = () if name in OF_ACCOUNT else FACTS[language][:1]
        if letter.kind.partition("/")[0] != "accounts" and name not in OF_ACCOUNT:
            facts = (*FACTS[language], "secretariat@example.org")
        facts += (REASON,) if name in REASONED else ()
        facts += (CITY[language],) if name in OF_CITY else ()
        facts += (PART[language], "Smog", "Traffic") if name == "the programme" else ()
        facts += (str(ROLE_WORDS[Role.REVIEWER]),) if language == "en" and "role" in name else ()
        for fact in (*facts, *MORE.get(name, ())):
            assert fact in made.text, f"{says}: its text lacks {fact}"
        assert "%(" not in made.text + made.subject + words, says
        lines = "\n".join(filter(None, map(one_blank, shown.words.splitlines())))
        found[name] = f"### {name}: {letter.kind}\n{made.subject}\n---\n{made.text}---\n{lines}\n"
    if language == "en":
        told = re.sub(r"[ \t]+\n", "\n", "\n\n".join(found.values()))
        assert told == LETTERS.read_text(encoding="utf-8")


def test_no_letter_is_left_out(conference: Conference) -> None:
    """Every folder of a letter's templates is one that a letter here is made from."""
    there = {
        f"{folder.parent.parent.name}/{folder.name}"
        for folder in TEMPLATES.glob("*/mail/*")
        if folder.is_dir()
    }
    assert {letter.kind for letter in letters("en", conference).values()} == there
