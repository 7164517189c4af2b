"""Files that ask a reader for work without end, given to the page that verifies."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from eventsys.core.bounded import calling as bounded
from eventsys.declarations.verification import service
from tests.support.web import post


def doubling(levels: int) -> bytes:
    """A form whose every field has the next one twice: two to the power of ``levels`` fields in a few kilobytes."""
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
    ]
    bodies += [f"<< /T (a) /Kids [{n} 0 R {n} 0 R] >>" for n in range(4, 4 + levels)]
    bodies.append("<< /T (z) >>")
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(bodies) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer\n<< /Size {count} /Root 1 0 R >>\n"
    return (out + f"startxref\n{out.rindex('xref')}\n%%EOF\n").encode()


def test_a_file_without_end_is_stopped_and_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_SECONDS", 4)
    answer = post(client, "/verify", {"file": (io.BytesIO(doubling(60)), "endless.pdf")})
    assert answer.status_code == 422
    assert "more time or memory" in answer.text


def test_who_comes_when_all_places_are_taken_is_asked_to_come_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "_WAIT", 0.1)
    turns = bounded._turns["eventsys.signing.validation.validate.validate"]
    with turns.taken("a"), turns.taken("b"):
        answer = post(client, "/verify", {"file": (io.BytesIO(doubling(2)), "a.pdf")})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "We are busy just now" in answer.text
