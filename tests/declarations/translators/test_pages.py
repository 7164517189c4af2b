"""Files out and in by the pages: shown before anything is saved."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.core.actor import SYSTEM, Role
from eventsys.core.bilingual import read_xliff
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.paragraphs import service as paragraphs
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_adopted, make_declaration, make_plenary
from tests.declarations.translators.factories import translated
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")

FIRST, SECOND = "b_point:1", "b_point:2"


@pytest.fixture
def draft() -> Declaration:
    """Its first point has no Vietnamese."""
    made = make_declaration(make_plenary(cities=2), points=2)
    first = made.paragraphs[2]
    paragraphs.edit_paragraph(made, first, Localized({**first.text, "vi": ""}), by=SYSTEM)
    db.session.commit()
    return made


@pytest.fixture
def earlier(draft: Declaration) -> Declaration:
    made = make_adopted(draft.conference, points=3)
    db.session.commit()
    return made


@pytest.fixture
def desk(draft: Declaration, client: FlaskClient) -> str:
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    db.session.commit()
    return f"/o/{draft.conference.slug}/declarations/{draft.public_id}/translators"


def sent(client: FlaskClient, page: str, data: bytes, name: str = "vi.xlf", **more: str) -> Any:
    form = {"file": (io.BytesIO(data), name), **more}
    return post(client, page, form, content_type="multipart/form-data")


def read(html: str) -> dict[str, str]:
    found = re.search(r'<input[^>]*name="read"[^>]*value="([^"]*)"', html)
    assert found
    return {"read": found[1]}


def vietnamese(draft: Declaration) -> list[str]:
    db.session.expire_all()
    return [p.text.get("vi", "") for p in draft.paragraphs[2:]]


def shown(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html.split("<main")[1]).split())


def test_a_file_goes_out_and_comes_back(draft: Declaration, client: FlaskClient, desk: str):
    page = client.get(desk)
    assert "1 piece 12 words Point 1" in shown(page.text)
    file = client.get(f"{desk}/vi.xlf?from=fr")
    assert (read_xliff(file.data).source_language, len(read_xliff(file.data).segments)) == ("fr", 5)
    assert file.headers["Content-Type"] == "application/xliff+xml"
    assert f"declaration-v{draft.version}-fr-vi.xlf" in file.headers["Content-Disposition"]
    before = vietnamese(draft)
    looked = sent(
        client, desk, translated(draft, {FIRST: "tăng cường hợp tác;", SECOND: "cùng nhau giải quyết;"})
    )
    assert "new: 1 changed: 1 as it stands: 3" in shown(looked.text)
    assert "<del> các vấn đề năng lượng</del>" in looked.text
    assert vietnamese(draft) == before
    done = post(client, desk, read(looked.text), follow_redirects=True)
    assert "2 pieces are taken in." in done.text
    assert vietnamese(draft) == ["tăng cường hợp tác;", "cùng nhau giải quyết;"]
    again = post(client, desk, read(looked.text))
    assert (again.status_code, "The text has changed since this was shown" in again.text) == (422, True)
    assert "There is nothing that could be taken in." in again.text


def test_the_rest_is_taken_when_somebody_says_so(draft: Declaration, client: FlaskClient, desk: str):
    data, second = translated(draft, {FIRST: "tăng cường;", SECOND: "giải quyết;"}), draft.paragraphs[3]
    paragraphs.edit_paragraph(
        draft, second, Localized({**second.text, "en": "solve water problems;"}), by=SYSTEM
    )
    db.session.commit()
    before = vietnamese(draft)
    looked = sent(client, desk, data)
    assert "Point 2 The words to be translated were changed meanwhile." in shown(looked.text)
    assert "<ins>water</ins>" in looked.text
    untold = post(client, desk, read(looked.text))
    assert (untold.status_code, "These cannot be taken: Point 2." in untold.text) == (422, True)
    assert vietnamese(draft) == before
    assert post(client, desk, {**read(looked.text), "partly": "y"}).status_code == 303
    assert vietnamese(draft) == ["tăng cường;", before[1]]


def test_nothing_is_taken_into_a_text_that_was_adopted_meanwhile(
    draft: Declaration, client: FlaskClient, desk: str
):
    looked, before = sent(client, desk, translated(draft, {SECOND: "giải quyết;"})), vietnamese(draft)
    draft.state = DeclarationState.ADOPTED
    answer = client.post(desk, data={**read(looked.text), "csrf_token": token_of(looked.text)})
    assert (answer.status_code, "was adopted and cannot be changed" in answer.text) == (422, True), (
        answer.text[-600:]
    )
    assert vietnamese(draft) == before


def test_what_changed_after_it_was_shown_is_shown_again(draft: Declaration, client: FlaskClient, desk: str):
    looked = sent(client, desk, translated(draft, {FIRST: "tăng cường;"}))
    first = draft.paragraphs[2]
    paragraphs.edit_paragraph(draft, first, Localized({**first.text, "vi": "khác;"}), by=SYSTEM)
    db.session.commit()
    again = post(client, desk, read(looked.text))
    assert again.status_code == 422
    assert "Point 1 Somebody else has changed these words meanwhile." in shown(again.text)
    assert vietnamese(draft)[0] == "khác;"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nothing", "This file cannot be read"),
        (
            b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            "This is a file in XLIFF 1.2.",
        ),
        (
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"><file id="f"/></xliff>',
            "of which text",
        ),
    ],
)
def test_other_files_are_refused_beside_the_field(client: FlaskClient, desk: str, data: bytes, said: str):
    page = sent(client, desk, data)
    assert (page.status_code, said in page.text) == (422, True)
    assert sent(client, desk, b"", "").status_code == 422


def test_nothing_is_taken_that_was_not_read_here(draft: Declaration, client: FlaskClient, desk: str):
    looked = sent(client, desk, translated(draft, {FIRST: "tăng cường;"}))
    assert post(client, desk, {"read": "x"}).status_code == 400
    other = make_declaration(draft.conference, points=1)
    db.session.commit()
    assert (
        post(client, desk.replace(str(draft.public_id), str(other.public_id)), read(looked.text)).status_code
        == 400
    )


def test_no_file_for_a_language_that_is_none(client: FlaskClient, desk: str):
    found = [
        client.get(f"{desk}/{rest}").status_code
        for rest in ("de.xlf", "en.xlf", "vi.xlf?from=de", "de/memory")
    ]
    assert found == [404] * 4


def test_a_fixed_text_goes_out_and_nothing_comes_in(
    earlier: Declaration, draft: Declaration, client: FlaskClient, desk: str
):
    fixed = desk.replace(str(draft.public_id), str(earlier.public_id))
    assert client.get(f"{fixed}/vi.xlf").status_code == 200
    assert "nothing can be handed in any more" in client.get(fixed).text
    assert client.get(f"{fixed}/vi/memory").status_code == 409


# --- what the memory knows -------------------------------------------------------------------------------------


def test_what_earlier_declarations_say_is_offered_and_shown_before_it_is_taken(
    draft: Declaration, earlier: Declaration, client: FlaskClient, desk: str
):
    page = client.get(f"{desk}/vi/memory")
    words = "tăng cường hợp tác, chia sẻ kinh nghiệm trong quản lý quy hoạch và phát triển kinh tế – xã hội;"
    assert "Point 1 strengthen cooperation" in shown(page.text)
    assert f"{words} the same words Hanoi Joint Declaration (2027): Point 1" in shown(page.text)
    chosen = {f"m-{draft.paragraphs[2].public_id.hex}": words, "do": "choose", "from": "en"}
    looked = post(client, f"{desk}/vi/memory", chosen)
    assert "new: 1" in shown(looked.text)
    assert vietnamese(draft)[0] == ""
    assert post(client, desk, read(looked.text)).status_code == 303
    assert vietnamese(draft)[0] == words
    assert "Nothing alike" in client.get(f"{desk}/vi/memory").text


def test_a_memory_of_ones_own_is_looked_into(client: FlaskClient, desk: str):
    words = "strengthen cooperation and share experience in management and socio-economic development;"
    unit = f'<tuv xml:lang="en-GB"><seg>{words}</seg></tuv><tuv xml:lang="vi"><seg>của tôi;</seg></tuv>'
    memory = f"<tmx><body><tu>{unit}</tu></body></tmx>"
    page = sent(client, f"{desk}/vi/memory", memory.encode(), "own.tmx", **{"from": "en"})
    assert "của tôi; 95% alike your memory" in shown(page.text)
    refused = sent(client, f"{desk}/vi/memory", b"<html/>", "own.tmx", **{"from": "en"})
    assert (refused.status_code, "This is no translation memory" in refused.text) == (422, True)
