"""The languages side by side, on the page and in the shell, before a text is final or agreed."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.completion import service
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.texts import service as texts
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_agreement
from tests.declarations.overview.test_cli import run
from tests.declarations.wording.test_wording import filled, uneven_draft
from tests.networks.factories import make_city
from tests.registration.factories import make_delegation
from tests.support.web import post

__all__ = ["run"]


def again(declaration: Declaration) -> Declaration:
    db.session.rollback()
    db.session.expire_all()
    return acts_queries.get_declaration(declaration.public_id)


@pytest.fixture
def draft(client: FlaskClient) -> Declaration:
    """Its second point came to English first; the secretariat is signed in."""
    made = uneven_draft()
    sign_in(client, make_user(Role.SECRETARIAT, made.conference))
    db.session.commit()
    return made


def page(declaration: Declaration) -> str:
    return f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}"


def test_the_final_text_asks_for_a_word_beside_what_came_at_different_moments(
    draft: Declaration, client: FlaskClient
):
    here = page(draft)
    assert "1 place to compare" in client.get(here).text
    sent = post(client, f"{here}/finalise", page=here)
    assert sent.headers["Location"].endswith(f"{here}/languages")
    shown = client.get(f"{here}/languages").text
    assert all(words in shown for words in ("Point 2", "plant trees;", "planter des arbres ;", "trồng cây;"))
    assert "Point 1" not in shown
    version = str(again(draft).version)
    wordless = post(client, f"{here}/languages", {"version": version, "word": " "})
    assert (wordless.status_code, again(draft).state) == (422, DeclarationState.ZERO_DRAFT)
    answer = post(client, f"{here}/languages", {"version": version, "word": "Read aloud"})
    assert (answer.status_code, again(draft).state) == (303, DeclarationState.FINALISED)
    assert "“Read aloud”" in client.get(here).text


def test_a_language_that_fits_as_it_is_is_said_to_do_so_about_the_words_that_were_seen(
    draft: Declaration, client: FlaskClient
):
    here, point = page(draft), draft.paragraphs[-1]
    paragraphs.edit_paragraph(
        draft, point, filled(point.text, en="plant more trees;", vi="trồng thêm cây;"), by=SYSTEM
    )
    db.session.commit()
    seen = draft.version
    compared = client.get(f"{here}/languages").text
    assert "plant <ins>more</ins> trees;" in compared  # beside the French, which was left
    assert "<ins>thêm</ins>" in compared
    assert ("It fits as it is" in compared, "They say the same" in compared) == (True, False)
    word = {"version": str(seen), "word": "Fine"}
    refused = post(client, f"{here}/languages", word)
    assert refused.status_code == 422
    assert "Point 2 was changed in another language: bring Français into line" in refused.text
    said = {"what": "b_point:2", "code": "fr", "compare": "1"}
    post(client, f"{here}/in-line", {**said, "version": str(seen - 1)}, page=here)
    assert again(draft).paragraphs[-1].behind == ["fr"]
    assert "The text was changed since you opened this page" in client.get(here).text
    post(client, f"{here}/in-line", {**said, "version": str(seen)}, page=here)
    assert again(draft).paragraphs[-1].behind == []
    assert post(client, f"{here}/languages", word).status_code == 303


def test_what_changed_while_the_page_was_open_is_looked_at_again(draft: Declaration, client: FlaskClient):
    here, seen, point = page(draft), draft.version, draft.paragraphs[-1]
    paragraphs.edit_paragraph(draft, point, filled(point.text, fr="semer ;", en="sow;"), by=SYSTEM)
    service.confirm_aligned(draft, "b_point:2", "vi", version=draft.version, by=SYSTEM)
    db.session.commit()
    stale = post(client, f"{here}/languages", {"version": str(seen), "word": "Fine"})
    assert stale.status_code == 422
    assert "Look at it again as it stands now" in stale.text
    assert "Fine</textarea>" in stale.text
    assert f'name="version" type="hidden" value="{again(draft).version}"' in stale.text


def test_an_agreement_becomes_agreed_with_the_word(draft: Declaration, client: FlaskClient):
    only = representation_queries.member_delegations(draft.conference)
    other = make_delegation(draft.conference, make_city("TYO"))
    agreement = make_agreement(*only, other)
    called = {only[0].id: {"fr": "la Ville"}}
    agreements.set_parties(agreement, [only[0], other], names=called, by=SYSTEM)
    called = {only[0].id: {"en": "the City", "vi": "Thành phố"}}
    agreements.set_parties(agreement, [only[0], other], names=called, by=SYSTEM)
    db.session.commit()
    here = page(agreement)
    assert post(client, f"{here}/agree", page=here).headers["Location"].endswith("/languages")
    shown = client.get(f"{here}/languages").text
    assert all(words in shown for words in ("The name of party 1", "la Ville", "Thành phố"))
    post(client, f"{here}/languages", {"version": str(agreement.version), "word": "Fine"})
    assert again(agreement).state == DeclarationState.AGREED_TEXT


def test_the_shell_shows_what_to_compare_and_takes_the_word(run: Any):
    declaration = uneven_draft()
    number = declaration.public_id
    refused = run("declaration", "adopt", number)
    assert (refused.exit_code, "The languages of Point 2 were last changed" in refused.output) == (1, True)
    shown = run("declaration", "compare", number).output.splitlines()
    version = declaration.version
    assert shown == [
        "Point 2",
        f"  en (version {version - 1})  plant trees;",
        f"  fr (version {version})  planter des arbres ;",
        f"  vi (version {version})  trồng cây;",
    ]
    assert run("declaration", "finalise", number, "--word", "Read aloud").output.endswith(": final text\n")
    assert run("declaration", "adopt", number).output == "Hanoi Joint Declaration: adopted\n"


def test_the_shell_agrees_with_a_word(run: Any):
    draft = uneven_draft()
    cities = representation_queries.member_delegations(draft.conference)
    other = make_delegation(draft.conference, make_city("TYO"))
    agreement = make_agreement(*cities, other)
    texts.edit(
        agreement,
        title=Localized({**agreement.title, "en": "Minutes"}),
        languages=agreement.languages,
        order_language="en",
        by=SYSTEM,
    )
    refused = run("agreement", "agree", agreement.public_id)
    assert "The title was changed in another language: bring Français into line" in refused.output
    for code in ("fr", "vi"):
        service.confirm_aligned(agreement, "0", code, version=agreement.version, by=SYSTEM)
    assert "agreed text" in run("agreement", "agree", agreement.public_id, "--word", "Fine").output
    assert again(agreement).state == DeclarationState.AGREED_TEXT


def test_after_a_conflict_the_form_undoes_nothing_that_was_not_disputed(
    draft: Declaration, client: FlaskClient
):
    here, point = page(draft), draft.paragraphs[-1]
    seen, key = draft.version, point.public_id
    mine = {
        "text-en": "sow;",
        "text-fr": "planter des arbres ;",
        "text-vi": "trồng cây;",
        "version": str(seen),
    }
    paragraphs.edit_paragraph(draft, point, filled(point.text, en="dig;", fr="bêcher ;"), by=SYSTEM)
    db.session.commit()
    told = post(client, f"{here}/paragraphs/{key}", mine)
    assert told.status_code == 422
    assert all(words in told.text for words in ("sow;", "dig;"))
    assert "bêcher ;</textarea>" in told.text
    post(
        client,
        f"{here}/paragraphs/{key}",
        {**mine, "text-fr": "bêcher ;", "version": str(again(draft).version)},
    )
    assert again(draft).paragraphs[-1].text == {"en": "sow;", "fr": "bêcher ;", "vi": "trồng cây;"}


def test_who_changes_a_title_that_was_changed_sees_both(draft: Declaration, client: FlaskClient):
    here = page(draft)
    texts.edit(
        draft,
        title=Localized({**draft.title, "en": "Trees"}),
        languages=draft.languages,
        order_language="en",
        by=SYSTEM,
    )
    db.session.commit()
    stale = {"title-en": "Forests", "languages": ["en", "fr", "vi"], "order_language": "en", "version": "1"}
    told = post(client, f"{here}/edit", stale)
    assert told.status_code == 422
    assert all(words in told.text for words in ('value="Forests"', "As it is saved now", "Trees"))
