"""The three answers, and the right reason for each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventsys.signing.api import Answer, Problem, Verdict
from eventsys.signing.validate import validate
from tests.signing import forging
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.test_insiders import guest, pen, signed_by

__all__ = ["guest"]  # a fixture


def test_a_format_of_others_is_not_called_changed(signed: bytes, authority: KnownAuthority) -> None:
    place = signed.rindex(b"/ETSI.CAdES.detached")
    other = b"/adbe.pkcs7.sha1".ljust(20)
    found = validate(signed[:place] + other + signed[place + 20 :], authority.anchors)
    last = found.signatures[-1]
    assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.FORMAT)
    assert (last.answer, last.indication) == (Answer.UNCLEAR, "GENERIC")
    assert [one.answer for one in found.signatures[:-1]] == [Answer.VALID] * 3
    assert found.added_after == 0  # how far it reaches was not measured


@pytest.mark.parametrize(
    ("days", "problem", "indication"),
    [(500, Problem.EXPIRED, "OUT_OF_BOUNDS_NO_POE"), (0, None, "")],
)
def test_the_clock_of_the_verifier_leaves_it_open(
    days: int,
    problem: Problem | None,
    indication: str,
    sealed: bytes,
    authority: KnownAuthority,
    guest: KnownAuthority,
) -> None:
    pdf = signed_by(sealed, pen(guest), "sig:hanoi")
    now = NOW + timedelta(days=days, minutes=5)
    found = validate(pdf, (*authority.anchors, *guest.anchors), house=authority.roots, now=now)
    assert (found.problem, found.signatures[-1].indication) == (problem, indication)
    assert found.signatures[-1].answer is (Answer.UNCLEAR if problem else Answer.VALID)


def test_a_stranger_is_open_and_a_changed_file_is_not(signed: bytes, authority: KnownAuthority) -> None:
    stranger = validate(signed, KnownAuthority("Other", now=NOW).anchors)
    assert (stranger.verdict, stranger.problem) == (Verdict.UNTRUSTED, Problem.UNKNOWN_AUTHORITY)
    assert {one.answer for one in stranger.signatures} == {Answer.UNCLEAR}
    changed = validate(forging.point_changed(signed), authority.anchors)
    assert {one.answer for one in changed.signatures} == {Answer.NOT_VALID}


def test_the_gravest_of_several_is_told(signed: bytes, authority: KnownAuthority) -> None:
    """A hidden change under somebody unknown: not the one who is unknown is what matters."""
    changed = forging.with_contents(signed, b"/Contents <00>")
    found = validate(changed, KnownAuthority("Other", now=NOW).anchors)
    assert found.verdict is Verdict.CHANGED
    assert found.problem in (Problem.CONTENTS, Problem.RANGE)
    assert found.added_after == 0
