"""The whole main job by hand: from an empty installation to a signed declaration that anybody can verify.

Nothing is prepared by a service: only pages, the command line for the first administrator, and links in letters.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys import concluding, preparing, receiving
from tests.journeys.conftest import PASSWORD, sign_in
from tests.support.browser import Visit
from tests.support.installation import Installation, installation

HOME = preparing.HOME
HEAD, TOMSK_HEAD, DELEGATE = "Nguyễn Thế Thảo", "Nikolai Nikolaichuk", "Anna Petrova"
SECRETARY = "ha@example.org"
#: Family name, given name, category, where the link goes.
TOMSK = (
    ("Nikolaichuk", "Nikolai", "head", "nikolai@example.org"),
    ("Petrova", "Anna", "delegate", "anna@example.org"),
)
HANOI = (("Nguyễn", "Thế Thảo", "head", "thao@example.org"),)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Installation]:
    """Nothing but tables, and one administrator made from the shell. Staff need a second factor, limits are on."""
    with installation(tmp_path / "site") as site:
        site.start()
        site.run("user", "add", "anh@example.org", "Trần Quốc Anh", "--admin", stdin=f"{PASSWORD}\n")
        yield site


def test_the_main_job(empty: Installation, visit: Callable[..., Visit], tmp_path: Path) -> None:
    organiser, anyone = visit(empty), visit(empty)
    organiser.go("/")
    organiser.look("empty-site")
    arrive(organiser)
    preparing.network(organiser)
    preparing.cities(organiser, tmp_path)
    preparing.conference(organiser)
    preparing.parts(organiser)
    preparing.publication(organiser, anyone)

    secretary = visit(empty)
    invite_the_secretary(organiser, secretary)
    invite_two_cities(secretary)
    tomsk = accept(visit(empty), "Tomsk", TOMSK)
    hanoi = accept(visit(empty), "Hanoi", HANOI)
    delegate = register(visit, empty, tmp_path)
    for focal, name in ((tomsk, "Petrova"), (tomsk, "Nikolaichuk"), (hanoi, "Nguyễn")):
        focal.page.reload()
        receiving.pre_approve(focal, name)
    approve(empty, secretary)
    receiving.confirmation(empty.letter("anna@example.org"))
    delegate.page.reload()
    assert "Đã duyệt" in delegate.text()
    delegate.look("own-approved")

    badges(secretary, tmp_path)
    preparing.programme(organiser)
    preparing.public_programme(anyone)
    for city in ("Hanoi", "Tomsk"):
        mark_present(secretary, city)
    signed = concluding.declaration(secretary, HOME, ("Hanoi", "Tomsk"), tmp_path)
    secretary.go(f"{HOME}/")
    secretary.look("home-after")
    text = concluding.read_pdf(signed)
    assert all(words in text for words in (HEAD, TOMSK_HEAD, "Томск"))
    concluding.verification(visit(empty), signed, ("Hanoi", "Tomsk"), tmp_path)
    hanoi_s, tomsk_s = concluding.agreement(secretary, HOME, ("Hanoi", "Tomsk"), tmp_path)
    assert "between Hanoi and Tomsk" in concluding.read_pdf(hanoi_s)
    assert "between Tomsk and Hanoi" in concluding.read_pdf(tomsk_s)
    for original in (hanoi_s, tomsk_s):
        assert concluding.pdfsig(original).count("Signature is Valid.") == 3
    preparing.next_edition(organiser)


# ---- staff ----


def arrive(organiser: Visit) -> None:
    organiser.go("/account/sign-in?next=/networks/")
    organiser.look("sign-in")
    organiser.fill({"email": "anh@example.org", "password": "not the password"})
    organiser.press("Sign in")
    assert organiser.problems()
    organiser.fill({"password": PASSWORD})
    organiser.press("Sign in")
    organiser.go("/networks/")
    organiser.look("second-factor")
    second_factor(organiser, look=True)
    assert organiser.go("/networks/") == 200
    assert organiser.page.url.endswith("/networks/")


def second_factor(person: Visit, *, look: bool = False) -> None:
    """From the page that asks for it."""
    person.press("Set up the app", role="link")
    person.press("Set up the app")
    if look:
        person.look("second-factor-app")
    key = person.page.locator(".copy input").input_value()
    person.fill({"code": code(key)})
    person.press("Finish")
    person.proof = lambda: code(key)


def code(key: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    secret = key.replace("-", "").replace(" ", "")
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return str((struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000).zfill(6)


def invite_the_secretary(organiser: Visit, secretary: Visit) -> None:
    """A colleague gets a letter, sets a password, signs in and takes a second key."""
    organiser.go(f"{HOME}/staff")
    organiser.fill({"email": SECRETARY, "name": "Lê Thu Hà", "role": "secretariat"})
    organiser.press("Send the invitation")
    secretary.go(secretary.site.link(SECRETARY))
    secretary.look("set-password")
    secretary.fill({"password": PASSWORD, "again": PASSWORD})
    secretary.press("Set the password")
    sign_in(secretary, SECRETARY, PASSWORD)
    secretary.go("/account/second-factor")
    second_factor(secretary)
    assert secretary.go(f"{HOME}/") == 200


def invite_two_cities(secretary: Visit) -> None:
    secretary.go(f"{HOME}/delegations")
    secretary.look("delegations-empty")
    secretary.page.locator("main").get_by_role("link", name="Invite cities").first.click()
    for number, (city, address) in enumerate((("HAN", "Hanoi"), ("TOF", "Tomsk"))):
        secretary.page.locator(f'[name=party][value="{city}"]').check()
        secretary.fill({f"name-{city}": f"Focal point of {address}", f"email-{city}": focal_address(address)})
        secretary.fill({f"language-{city}": ("en", "fr")[number]})
    secretary.press("Invite the chosen cities")
    assert "2 are on the list." in secretary.page.locator("body").inner_text()


def approve(site: Installation, secretary: Visit) -> None:
    for name, address in (("Petrova", "anna"), ("Nikolaichuk", "nikolai"), ("Nguyễn", "thao")):
        before = len(site.letters(f"{address}@example.org"))
        secretary.go(f"{HOME}/review")
        receiving.decide(secretary, name, "Approve")
        site.letter(f"{address}@example.org", after=before)


def badges(secretary: Visit, folder: Path) -> None:
    """Printed by the worker; what each page's code says is what the desk is told."""
    secretary.go(f"{HOME}/badges")
    secretary.press("Print 3 badges")
    run = secretary.page.url
    concluding.printed(secretary)
    printed = concluding.download(secretary, f"{run}/badges.pdf", folder / "badges.pdf")
    codes = concluding.codes_of(printed)
    assert len(set(codes)) == 3
    found = set()
    for text in codes:
        secretary.go(f"{HOME}/badges/check")
        concluding.check(secretary, text, "Valid")
        found |= {name for name in (HEAD, TOMSK_HEAD, DELEGATE) if name in secretary.text()}
    secretary.look("badge-valid")
    assert found == {HEAD, TOMSK_HEAD, DELEGATE}
    assert codes[0][:-1] not in codes
    concluding.check(secretary, codes[0][:-1] + ("A" if codes[0][-1] != "A" else "B"), "Not valid")


def mark_present(secretary: Visit, city: str) -> None:
    secretary.go(f"{HOME}/delegations")
    secretary.page.locator("main").get_by_role("link", name=city).first.click()
    secretary.press("Mark as present")


# ---- cities and their people ----


def focal_address(city: str) -> str:
    return f"focal.{city.lower()}@example.org"


def accept(focal: Visit, city: str, people: tuple[tuple[str, str, str, str], ...]) -> Visit:
    """From the letter to a delegation whose people have their links."""
    focal.go(focal.site.link(focal_address(city)))
    english = focal.page.locator(".language-menu [hreflang=en]")
    if focal.page.locator("html").get_attribute("lang") != "en":
        focal.page.locator(".language-menu summary").click()
        with focal.page.expect_navigation():
            english.first.click()
    focal.press("Accept the invitation")
    for family, given, category, address in people:
        focal.press("Name a delegate", role="link")
        focal.fill(
            {
                "category": category,
                "family_name": family,
                "given_name": given,
                "language": "vi",
                "send_link": True,
                "name_order": "family" if city == "Hanoi" else "given",
                "email": address,
            }
        )
        focal.press("Name this delegate")
    return focal


def register(visit: Callable[..., Visit], site: Installation, folder: Path) -> Visit:
    """Three people on telephones, in Vietnamese; the first one tries what goes wrong."""
    first, *others = [visit(site, phone=True, locale="vi-VN") for _ in range(3)]
    first.go(site.link("anna@example.org"))
    receiving.in_vietnamese(first)
    receiving.fill_in(first, folder, {"native_name": "Анна Петрова", "native_language": "ru"}, look=True)
    for person, address in zip(others, ("nikolai@example.org", "thao@example.org"), strict=True):
        person.go(site.link(address))
        receiving.in_vietnamese(person)
        receiving.fill_in_at_once(person, folder)
    return first
