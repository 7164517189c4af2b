"""The verbs of privacy."""

from __future__ import annotations

from datetime import date
from typing import Any

from eventsys.privacy.copies import service as copies
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.names import service as names
from eventsys.privacy.requests import service as requests
from eventsys.privacy.requests.models import ErasureState
from eventsys.privacy.retention import service as retention
from eventsys.privacy.subjects.models import Named
from eventsys.registration.kinds.models import Kept
from eventsys.registration.links import service as links
from eventsys.registration.passports import service as passports
from tests.accounts.factories import make_user
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}
PASSPORT = {"number": "X1234567", "nationality": "JP", "expires_on": date(2020, 1, 1)}


def story(see: Seen) -> None:
    conference = make_conference(slug="hanoi")
    home = make_delegation(conference, "TYO")
    person = make_delegate(home, photo_digest="0" * 64, language="fr", phone="+81 1", review_note="Why.")
    passports.set_passport(person, **PASSPORT, **ACT)
    links.send_own_link(person, **ACT)
    see(copies.copy_of, person, **ACT)
    see(requests.ask, person, "Please.", **ACT)
    see(requests.take_back, person, **ACT)
    requests.ask(person, "Again.", **ACT)
    see(requests.refuse, person, "The conference is on.", **ACT)
    asked = see(erasure.erase, person, "As asked.", **ACT)
    see(erasure.finish, asked, now=NOW)
    see(erasure.note_finished, asked, now=NOW)
    gone = make_delegate(home, "withdrawn", family_name="Ota", email="")
    links.own_link(gone, **ACT)
    see(erasure.erase, gone, "As asked.", **ACT, case="who had withdrawn and kept the own link")
    user = make_user("desk", conference, email="lan@example.org", name="Lan")
    see(copies.copy_of, user, **ACT, case="of an account")
    see(requests.ask, user, "", **ACT, case="of an account")
    see(requests.refuse, user, "You are needed.", **ACT, case="of an account")
    see(erasure.erase, user, "As asked.", **ACT, case="of an account")
    see(requests.ask, home, "", **ACT, case="of a focal point")
    see(requests.refuse, home, "Your city comes.", **ACT, case="of a focal point")
    asked = requests.ask(home, "", **ACT)
    see(requests.record_decision, asked, ErasureState.TAKEN_BACK, "", **ACT)
    see(erasure.erase, home, "As asked.", **ACT, case="of a focal point")
    make_session(conference, "Smog", speakers=("Park Won-soon",))
    see(names.erase, Named(conference, "Park Won-soon"), "As asked.", **ACT)
    other = make_delegate(home, family_name="Koike", given_name="Yuriko", email="y@example.org")
    passports.set_passport(other, **PASSPORT, **ACT)
    see(retention.purge, conference, Kept.PASSPORTS, now=NOW)
