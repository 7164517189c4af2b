"""Every route walked as everybody there is, on real data, against the tables of ``tests/test_access.py``: what each meets,
what is told, what is committed; and who signs proves anew who it is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule

from eventsys.core import clock
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.web.access import FRESH_MARK
from eventsys.registration.kinds.models import Data
from eventsys.registration.people.policy import DATA, Reader, is_seen_by
from tests.accounts.factories import PASSWORD
from tests.support.everything import everything
from tests.support.planted import PLANTED
from tests.support.reading import words_of
from tests.support.world import ROLES, World
from tests.test_access import (
    ACTORS,
    ASKS_ITSELF,
    EXEMPT,
    LACKING,
    NOTHING,
    OK,
    ONLY_THE_PERSON,
    PUBLIC,
    ROOT,
    SIGN_IN,
    TABLE,
    USERS,
)  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, World]]:
    """An application of its own with everything in it. What a request writes is never committed."""
    with everything(tmp_path_factory.mktemp("access"), "access") as found:
        yield found


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Commits become flushes, so that one walker's deed is not the next one's world; how many there were."""
    seen: list[str] = []

    def flush() -> None:
        seen.append("commit")
        db.session.flush()

    monkeypatch.setattr(db.session, "commit", flush)
    return seen


def ways(app: Flask, endpoint: str) -> list[tuple[Rule, str]]:
    return [
        (rule, method)
        for rule in app.url_map.iter_rules(endpoint)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def outcome(status: int, location: str | None) -> str:
    if status in {302, 303} and urlsplit(location or "").path == "/account/sign-in":
        return SIGN_IN
    return {401: SIGN_IN, 403: LACKING, 404: NOTHING}.get(
        status, OK if status < 500 else f"broken ({status})"
    )


def expected(endpoint: str, actor: str, method: str) -> str:
    met = TABLE[endpoint][actor]
    return NOTHING if met == SIGN_IN and method != "GET" else met


def walkers(app: Flask, endpoint: str) -> tuple[str, ...]:
    """Everybody. What a role may is no matter of the database: on PostgreSQL, one of all who meet the same."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return ACTORS
    return tuple({TABLE[endpoint][actor]: actor for actor in ACTORS}.values())


@pytest.mark.parametrize("endpoint", TABLE)
def test_everybody_meets_what_the_table_says(
    house: tuple[Flask, World], commits: list[str], endpoint: str
) -> None:
    app, world = house
    assert tuple(world.browsers) == ACTORS
    found, wanted = {}, {}
    for rule, method in ways(app, endpoint):
        url = world.address(app, rule)
        for actor in walkers(app, endpoint):
            commits.clear()
            answer = world.browsers[actor].send(method, url)
            found[method, actor] = outcome(answer.status_code, answer.location)
            wanted[method, actor] = expected(endpoint, actor, method)
            if wanted[method, actor] != OK:
                assert commits == [], f"{method} {url} as {actor} is refused, and writes"
            if method == "GET":
                assert commits == [], f"GET {url} commits"
                assert told_beyond_the_table(answer, actor) == {}, f"GET {url} as {actor}"
    assert found == wanted
    assert _head_commits(app, world, commits, endpoint) == []


#: As whom the walkers look at the registration whose words are planted; everybody else is the public.
READERS = {
    "delegate": Reader.PERSON,
    "focal point": Reader.FOCAL_POINT,
    "administrator": Reader.ADMINISTRATOR,
} | {role: Reader(role) for role in ROLES}


def told_beyond_the_table(answer: Any, actor: str) -> dict[Data, list[str]]:
    """What an answer tells the walker of the planted words, of data that the table of readers does not let them see."""
    words, reader = words_of(answer) if answer.status_code == 200 else "", READERS.get(actor, Reader.PUBLIC)
    told = {data: [word for word in planted if word in words] for data, planted in PLANTED.items()}
    return {data: found for data, found in told.items() if found and not is_seen_by(data, {reader})}


def test_words_are_planted_for_all_data_that_are_words() -> None:
    assert set(PLANTED) == set(Data) - {Data.PHOTO, Data.CONSENT, Data.LETTERS}, (
        "a picture, a moment, and letters say the same"
    )
    assert {data for data in PLANTED if Reader.PUBLIC in DATA[data].readers} == set()


def test_no_secret_of_this_world_is_on_its_audit_trail(house: tuple[Flask, World]) -> None:
    """Passports, passwords, links and drawn ink: whatever was done with them is written down, they are not."""
    _app, world = house
    said = repr([(one.thing_label, one.before, one.after) for one in db.session.query(AuditEntry)])
    assert len(said) > 10_000
    assert not [
        word
        for word in ("X7654399", PASSWORD, str(world.values["token"]), "data:image", "$argon2")
        if word in said
    ]


def _head_commits(app: Flask, world: World, commits: list[str], endpoint: str) -> list[str]:
    """The addresses of a page whose HEAD, asked by one who may send its form, writes; none asks for a form's words."""
    writes = []
    may = next(
        (who for who in ("delegate", "organiser", *ACTORS) if TABLE.get(endpoint, PUBLIC)[who] == OK), ""
    )
    for rule, method in ways(app, endpoint):
        if method == "GET":
            commits.clear()
            answer = world.browsers[may or "organiser"].send("HEAD", url := world.address(app, rule))
            if commits or answer.status_code >= 500:
                writes.append(f"HEAD {url}: {answer.status_code}")
    return writes


@pytest.mark.parametrize("endpoint", [name for name in EXEMPT if name != "static"])
def test_pages_of_signing_in_are_open_and_those_of_an_account_are_not(
    house: tuple[Flask, World], commits: list[str], endpoint: str
) -> None:
    app, world = house
    for rule, method in ways(app, endpoint):
        url = world.address(app, rule)
        for actor, browser in world.browsers.items():
            commits.clear()
            answer = browser.send(method, url)
            assert method != "GET" or commits == [], f"GET {url} commits"
            met = outcome(answer.status_code, answer.location)
            if EXEMPT[endpoint] == ASKS_ITSELF:
                assert met == (OK if actor in USERS else SIGN_IN), f"{method} {url} as {actor}"
            else:
                assert met in {OK, SIGN_IN}, f"{method} {url} as {actor}"
    assert _head_commits(app, world, commits, endpoint) == []


def test_no_post_is_taken_without_its_token(house: tuple[Flask, World], commits: list[str]) -> None:
    app, world = house
    taken = []
    for endpoint in [*TABLE, *EXEMPT]:
        for rule, method in ways(app, endpoint):
            if method == "GET":
                continue
            url = world.address(app, rule)
            for actor in ("anonymous", "administrator"):
                answer = world.browsers[actor].send(method, url, csrf=False)
                if answer.status_code != 400:
                    taken.append((method, url, actor, answer.status_code))
    assert taken == []
    assert commits == []


# ---- who signs proves anew who it is -----------------------------------------------------------------------

#: Every route of staff that seals, signs, attends a signature, prints the copy to sign, files wet ink, or renews; and those
#: that make somebody staff, who could then be the second person.
PROVEN = {
    "accounts.change_role", "accounts.change_user", "accounts.invite", "accounts.staff", "conferences.two_people",
    "declarations.answer_confirmation", "declarations.file_confirmed", "declarations.keep_provable",
    "declarations.open_for_signature", "declarations.paper", "declarations.prolong",
    "declarations.replace_scan", "declarations.sign", "declarations.sign_elsewhere", "declarations.sign_own",
    "declarations.signing_copy", "privacy.account_decide", "privacy.named_erase",
}  # fmt: skip
#: Signs by the signatory's own link, which can prove nothing besides: the signature in the file is the proof, made with a key
#: that this site has never seen and a certificate that it trusts.
ALONE = {"declarations.own_signature"}
#: The services behind them.
SIGNING_VERBS = {
    "answer_confirmation", "ask_renewal", "file_confirmed", "file_scan", "open_for_signature", "prolong", "renew", "replace_scan",
    "sign", "signing_copy", "take_elsewhere",
}  # fmt: skip


def test_a_route_that_signs_asks_for_a_fresh_proof(app: Flask) -> None:
    """A view that calls one of the verbs, itself or through a function beside it, wears ``fresh``."""
    signing = set()
    for path in sorted((ROOT / "eventsys/declarations").glob("*/routes.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
        services = _services(tree)
        calling = {name for name, one in functions.items() if SIGNING_VERBS & _verbs(one, services)}
        calling |= {name for name, one in functions.items() if calling & _names(one)}
        signing |= {
            f"declarations.{name}" for name in calling if f"declarations.{name}" in app.view_functions
        }
    fresh = {name for name, view in app.view_functions.items() if getattr(view, FRESH_MARK, False)}
    assert fresh == PROVEN
    assert signing - ALONE == {name for name in PROVEN if name.startswith("declarations.")}
    assert {endpoint for endpoint in ALONE if TABLE[endpoint] is not ONLY_THE_PERSON} == set()


def _services(tree: ast.Module) -> set[str]:
    """What the wing's services are called in a file."""
    return {
        name.asname or name.name
        for one in tree.body
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("eventsys.declarations")
        for name in one.names
        if name.name == "service"
    }


def _verbs(function: ast.FunctionDef, services: set[str]) -> set[str]:
    return {
        one.attr
        for one in ast.walk(function)
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in services
    }


def _names(function: ast.FunctionDef) -> set[str]:
    return {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}


@pytest.mark.parametrize("endpoint", sorted(PROVEN))
def test_after_five_minutes_nothing_is_signed_without_a_proof(
    house: tuple[Flask, World], commits: list[str], endpoint: str
) -> None:
    app, world = house
    (rule, method) = next(
        one for one in ways(app, endpoint) if (one[1] == "POST") == ("POST" in one[0].methods)
    )
    url, administrator = world.address(app, rule), world.browsers["administrator"]
    with clock.at(clock.now() + timedelta(minutes=6)):
        asked = administrator.send(method, url, note="typed <here>", password="of a file")
        assert commits == []
        if method == "GET":
            assert asked.location.startswith("/account/prove?next=/o/")
            asked = administrator.send("GET", asked.location)
        else:
            assert 'name="note" value="typed &lt;here&gt;"' in asked.text
            assert "of a file" not in asked.text
        assert (asked.status_code, 'name="_proof_password"' in asked.text) == (
            {"GET": 200, "POST": 422}[method],
            True,
        )
