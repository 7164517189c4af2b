"""A census of pages: what may be done on each, what its lists show, and each field of each form beside its words.

The ``.txt`` of a wing has a block for each of its pages, as its reader who may most sees it: the buttons with where they
lead, the headings of its lists. What differs is shown as it is now; read it before you put it in.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask_wtf import FlaskForm
from wtforms import Field, FormField, SubmitField
from wtforms.csrf.core import CSRFTokenField
from wtforms.form import BaseForm

from tests.census.conftest import House
from tests.census.reading import Control
from tests.census.walk import Seen, ends
from tests.support.verbs import parted
from tests.test_access import EXEMPT, TABLE

HERE = Path(__file__).parent
WINGS = sorted({endpoint.partition(".")[0] for endpoint in [*TABLE, *EXEMPT]} - {"static", "mail"})

# ---- what may be done, and what lists show -------------------------------------------------------------------------


@pytest.mark.parametrize("wing", WINGS)
def test_pages_show_the_buttons_and_headings_that_their_lines_say(
    house: House, seen: list[Seen], wing: str
) -> None:
    said = parted((HERE / f"{wing}.txt").read_text(encoding="utf-8"))
    found = {one.page.title: block(house, one) for one in seen if one.page.endpoint.partition(".")[0] == wing}
    different = [
        f"{said.get(name, 'no lines:')}\n  now:\n{now}"
        for name, now in found.items()
        if said.get(name) != now
    ]
    assert not different, "\n\n".join(different)
    assert sorted(said) == sorted(found), "lines of pages that are gone"


def block(house: House, one: Seen) -> str:
    deeds = [
        f"{deed.words} → {deed.method} {ends(house.app, deed.method, deed.path)}" for deed in one.shown.deeds
    ]
    lists = [" | ".join(sheet.headings) for sheet in one.shown.sheets]
    lines = [*dict.fromkeys(deeds), *(f"list: {line}" for line in dict.fromkeys(lists))]
    return "\n".join([one.page.title, *(f"    {re.sub(r'Person [0-9]+', 'Person', line)}" for line in lines)])


def test_cells_stand_under_the_heading_they_name(seen: list[Seen]) -> None:
    astray = {(one.page.title, line) for one in seen for sheet in one.shown.sheets for line in sheet.astray}
    assert astray == set()


#: Fetched into a page that stands already.
PARTS = {"declarations.hall_now", "jobs.progress"}


def test_every_page_is_written_as_html_asks(seen: list[Seen]) -> None:
    found = {one.page.title: one.shown.faults[:3] for one in seen if one.shown.faults}
    assert {title: faults for title, faults in found.items() if title not in PARTS} == {}


def test_no_button_is_without_words(seen: list[Seen]) -> None:
    assert [(one.page.title, deed) for one in seen for deed in one.shown.deeds if not deed.words] == []


# ---- every deed has its button, every page its way in ------------------------------------------------------------

BY_LETTER = "a letter has the link"
BY_SCRIPT = "a script of the page sends it"
WHILE_SIGNING_IN = "a step of signing in: tests/accounts/sign_in"
NO_PAGE = "asked for by programs"
WHAT_FOLLOWS = "a form leads there"
ELSEWHERE = {
    "registration.ask_again": "nobody here lacks an answer: tests/registration/asking",
    "registration.own_asked": "nobody here lacks an answer: tests/registration/asking",
    "registration.applied": WHAT_FOLLOWS,
    "registration.confirm_application": BY_LETTER,
    "registration.discard_application": BY_LETTER,
    "registration.decide_queued": "who is looked at here waits for no decision: tests/registration/queue",
    "registration.take_back_change": "nobody here asks for a change: tests/registration/changes/test_routes.py",
    "papers.participants_changes": "there is no final list before the one here: tests/papers/participants",
    "accounts.arrive": "where signing in leads",
    "accounts.link_sent": WHAT_FOLLOWS,
    "accounts.open_link": BY_LETTER,
    "accounts.second_factor": WHAT_FOLLOWS,
    "declarations.keep_provable": "with a time-stamp service: tests/declarations/lasting",
    "declarations.revocation_list": NO_PAGE,
    "mail.attachment": "the demo's mailbox: tests/mail/mailbox",
    "mail.html": "the demo's mailbox: tests/mail/mailbox",
    "mail.letter": "the demo's mailbox: tests/mail/mailbox",
    "mail.outbox": "the demo's mailbox: tests/mail/mailbox",
    "registration.saving_invitees": WHAT_FOLLOWS,
    "registration.saving_people": WHAT_FOLLOWS,
    "security.mf_recovery": WHILE_SIGNING_IN,
    "security.reset_password": BY_LETTER,
    "security.tf_select": WHILE_SIGNING_IN,
    "security.two_factor_rescue": WHILE_SIGNING_IN,
    "security.two_factor_setup_validate": WHILE_SIGNING_IN,
    "security.two_factor_token_validation": WHILE_SIGNING_IN,
    "security.wan_delete": "with a passkey: tests/accounts/sign_in/test_passkeys.py",
    "security.wan_register_response": BY_SCRIPT,
    "security.wan_signin_response": BY_SCRIPT,
    "security.wan_verify_response": BY_SCRIPT,
    "site.favicon": NO_PAGE,
    "site.health": NO_PAGE,
    "site.robots": NO_PAGE,
    "site.security_txt": NO_PAGE,
}


def test_every_address_is_led_to_from_a_page(house: House, seen: list[Seen]) -> None:
    reached = {
        ends(house.app, method, path)
        for one in seen
        for method, path in one.shown.ways
        if method == "POST"
        or path != urlsplit(one.shown.url).path  # the choice of languages leads to each page
    }
    assert {*TABLE, *EXEMPT} - reached == ELSEWHERE.keys()


# ---- each field of each form ---------------------------------------------------------------------------------------

#: Forms that no page shows, and why.
UNSEEN = {"accounts.PasskeyMadeForm": BY_SCRIPT}
#: Fields that stand on no page of their form, and why.
ABSENT = {
    (
        "registration.RoundForm",
        "far_meant",
    ): "asked of whom can be written to: tests/registration/rounds/test_pages.py",
    ("registration.OpeningForm", "far_meant"): "asked about a day far from the conference: as of RoundForm",
    (
        "registration.QuestionForm",
        "sure",
    ): "asked once a change concerns who has handed in: tests/registration/asking",
    ("accounts.PasskeyAnswerForm", "credential"): BY_SCRIPT,
    ("accounts.PasskeyAnswerForm", "remember"): "a session ends with its browser",
    ("papers.PaperForm", "others"): "sent by the page that names whom it cannot print: papers.make not drawn",
}
#: Fields that their page calls otherwise than their form.
OTHERWISE = {
    ("accounts.ForgottenForm", "email"): "the library's word is another",
    ("accounts.SignInForm", "email"): "the library's word is another",
    ("accounts.SignInForm", "password"): "the way to a new one stands beside it",
    ("conferences.NewConferenceForm", "copy_last"): "names the edition",
    ("declarations.ReplaceScanForm", "on"): "stands once for each scan, beside that of new ones",
    ("declarations.ScanForm", "on"): "says what an empty day means here",
}


def test_every_form_of_the_house_is_on_a_page(seen: list[Seen]) -> None:
    shown = {kind for one in seen for form in one.forms.values() for kind in type(form).__mro__}
    ours = {
        kind for kind in kinds_of(FlaskForm) if kind.__module__.startswith("eventsys.") and is_written(kind)
    }
    assert len(ours) > 80
    assert {name_of(kind) for kind in ours - shown} == UNSEEN.keys()


def test_every_field_is_on_a_page_by_its_name_its_label_and_its_hint(seen: list[Seen]) -> None:
    there: set[tuple[str, str]] = set()
    missing: set[tuple[str, str]] = set()
    otherwise = {}
    for one in seen:
        for form in ours_of(one):
            for field, part in parts_of(form):
                key = name_of(type(form)), part.id
                controls = one.shown.named(part.name)
                (there if controls else missing).add(key)
                if controls and not any(is_told(field, control) for control in controls):
                    otherwise[key] = one.page.title, controls[0].label, controls[0].hint
    assert missing - there == ABSENT.keys()
    assert {key: told for key, told in otherwise.items() if key not in OTHERWISE} == {}
    assert OTHERWISE.keys() <= otherwise.keys(), "these are called as in their form"


def ours_of(one: Seen) -> list[BaseForm]:
    return [form for form in one.forms.values() if type(form).__module__.startswith("eventsys.")]


def parts_of(form: BaseForm) -> Iterator[tuple[Field, Field]]:
    """The form's fields with their inputs: one for each language of a localized one."""
    for field in form:
        for part in field.form if isinstance(field, FormField) else [field]:
            if not isinstance(part, CSRFTokenField | SubmitField):
                yield field, part


def is_told(field: Field, control: Control) -> bool:
    hint = str(field.description or "")
    return control.kind == "hidden" or (str(field.label.text) in control.label and hint in control.hint)


def test_no_control_is_there_twice(seen: list[Seen]) -> None:
    """Of two with one id, the label of the second names the first; what a form has twice unseen, it sends twice."""
    twice = set()
    for one in seen:
        ids = Counter(one.shown.tree.xpath("//*[not(@name='csrf_token')]/@id"))
        twice |= {(one.page.title, identity) for identity, times in ids.items() if times > 1}
        unseen = Counter((each.form, each.name) for each in one.shown.controls if each.kind == "hidden")
        twice |= {(one.page.title, name) for (_form, name), times in unseen.items() if times > 1}
    assert twice == set()


def kinds_of(kind: type[Any]) -> set[type[Any]]:
    return {kind, *(deeper for sub in kind.__subclasses__() for deeper in kinds_of(sub))}


def is_written(kind: type[Any]) -> bool:
    """It stands in its module; those that are put together for one page are gone when they are gone."""
    return getattr(sys.modules[kind.__module__], kind.__name__, None) is kind


def name_of(kind: type[Any]) -> str:
    return f"{kind.__module__.split('.')[1]}.{kind.__name__}"
