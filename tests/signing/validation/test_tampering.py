"""The table of forgeries: each is told apart from the genuine, and the reason is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from eventsys.core.errors import Refusal
from eventsys.pdf.layout.render import Box
from eventsys.signing.errors.files import DamagedFile, NotAPdf
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.house.certificates import make_revocation_list
from eventsys.signing.making.sign import sign
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import (
    CertificateSubject,
    Modification,
    Problem,
    SignatureKind,
    SignatureText,
    Verdict,
)
from eventsys.signing.values.words import LEVELS, MODIFICATIONS, PROBLEMS
from tests.signing import forging
from tests.signing.conftest import NOW, SIGNATORIES, KnownAuthority

FIELDS = ["seal", *SIGNATORIES]
P = Problem


@dataclass(frozen=True)
class Case:
    """``problems``: what is found about the seal and the three signatures, in the order of signing."""

    name: str
    make: Callable[[list[bytes]], bytes]
    verdict: Verdict | type[Refusal]
    problems: tuple[Problem | None, ...] = ()


def last(change: Callable[[bytes], bytes]) -> Callable[[list[bytes]], bytes]:
    return lambda stages: change(stages[-1])


EXTENDED = (P.LATER_CHANGE,) * 4
CASES = [
    Case("point changed in an update", last(forging.point_changed), Verdict.EXTENDED, EXTENDED),
    Case("stamp over the text", last(forging.annotated), Verdict.EXTENDED, EXTENDED),
    Case("form field over the text", last(forging.widget_over_text), Verdict.EXTENDED, EXTENDED),
    Case("shadow: hide", last(lambda pdf: forging.replaced(pdf, "hide")), Verdict.EXTENDED, EXTENDED),
    Case("shadow: replace", last(lambda pdf: forging.replaced(pdf, "replace")), Verdict.EXTENDED, EXTENDED),
    Case(
        "shadow: hide and replace",
        last(lambda pdf: forging.replaced(pdf, "hide and replace")),
        Verdict.EXTENDED,
        EXTENDED,
    ),
    Case("incremental saving: garbage", last(lambda pdf: pdf + b"9 0 obj\n<<>>\nendobj\n"), Verdict.EXTENDED),
    Case(
        "incremental saving: objects without a table",
        last(lambda pdf: pdf + b"9 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"),
        Verdict.EXTENDED,
    ),
    Case(
        "incremental saving: the end repeated",
        last(lambda pdf: pdf + pdf[pdf.rindex(b"startxref") :]),
        Verdict.EXTENDED,
    ),
    Case("tail cut", last(lambda pdf: pdf[:-2000]), DamagedFile),
    Case("bytes in front", last(lambda pdf: b"\n" + pdf), DamagedFile),
    Case("the whole file twice", last(lambda pdf: pdf + pdf), Verdict.EXTENDED),
    Case("last byte cut", last(lambda pdf: pdf[:-1]), Verdict.CHANGED, (None, None, None, P.RANGE)),
    Case("only the head", last(lambda pdf: pdf[:3]), NotAPdf),
    Case("two revisions swapped", forging.swapped, DamagedFile),
    Case(
        "last signature removed",
        lambda stages: stages[-2],
        Verdict.INCOMPLETE,
        (None, None, None),
    ),
    Case("wrapping", last(forging.wrapped), Verdict.CHANGED, (None, None, None, P.RANGE)),
]
#: Universal signature forgery: what is left of the last signature's own entries.
_ENTRIES: list[tuple[str, Callable[[bytes], bytes], Problem]] = [
    ("no contents", lambda pdf: forging.with_contents(pdf, b""), P.CONTENTS),
    ("contents without value", lambda pdf: forging.with_contents(pdf, b"/Contents"), P.UNREADABLE),
    ("null contents", lambda pdf: forging.with_contents(pdf, b"/Contents null"), P.CONTENTS),
    ("empty contents", lambda pdf: forging.with_contents(pdf, b"/Contents <>"), P.CONTENTS),
    ("zero contents", lambda pdf: forging.with_contents(pdf, b"/Contents <00>"), P.CONTENTS),
    ("no range", lambda pdf: forging.with_range(pdf, b""), P.RANGE),
    ("range without value", lambda pdf: forging.with_range(pdf, b"/ByteRange null"), P.RANGE),
    ("empty range", lambda pdf: forging.with_range(pdf, b"/ByteRange []"), P.RANGE),
    ("zero range", lambda pdf: forging.with_range(pdf, b"/ByteRange [0 0 0 0]"), P.RANGE),
    ("negative range", lambda pdf: forging.with_range(pdf, b"/ByteRange [-1 1 1 1]"), P.RANGE),
    ("range of three", lambda pdf: forging.with_range(pdf, b"/ByteRange [0 9 9]"), P.RANGE),
    ("words for numbers", lambda pdf: forging.with_range(pdf, b"/ByteRange [/a /b /c /d]"), P.RANGE),
    ("range beyond the end", lambda pdf: forging.with_range(pdf, b"/ByteRange [0 9 99 99999999]"), P.RANGE),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_forgery_is_told_apart_with_its_reason(
    case: Case, stages: list[bytes], authority: MemoryAuthority
) -> None:
    pdf = case.make(stages)
    if not isinstance(case.verdict, Verdict):
        with pytest.raises(case.verdict):
            validate(pdf, authority.anchors, expected=FIELDS)
        return
    report = validate(pdf, authority.anchors, expected=FIELDS)
    assert report.verdict is case.verdict
    if case.problems:
        assert tuple(one.problem for one in report.signatures) == case.problems
    if case.verdict is Verdict.EXTENDED:
        assert report.added_after > 0
        assert report.later is not Modification.NONE


@pytest.mark.parametrize(
    ("change", "problem"), [row[1:] for row in _ENTRIES], ids=[row[0] for row in _ENTRIES]
)
def test_a_universal_forgery_is_told_apart_with_its_reason(
    change: Callable[[bytes], bytes], problem: Problem, stages: list[bytes], authority: MemoryAuthority
) -> None:
    report = validate(change(stages[-1]), authority.anchors)
    assert report.verdict is Verdict.CHANGED
    assert {one.field: one.problem for one in report.signatures}["sig:yangon"] is problem


def test_an_object_that_cannot_be_read_any_more_is_a_change_for_every_signature(
    stages: list[bytes], authority: MemoryAuthority
) -> None:
    place = stages[-1].index(b"/Type /Page")
    pdf = stages[-1][:place] + b"Z" + stages[-1][place + 1 :]
    found = validate(pdf, authority.anchors).signatures
    assert [one.problem for one in found] == [P.DIGEST] * 4


def test_a_flipped_bit_is_found_wherever_it_is(stages: list[bytes], authority: MemoryAuthority) -> None:
    """`python -m tests.bench tamper --size 2000` tries 2,000 places."""
    found = {
        place: forging.told_apart(pdf, authority.anchors) for place, pdf in forging.flips(stages[1], 100)
    }
    assert [place for place, told in found.items() if not told] == []


@pytest.fixture(scope="module")
def by(sealed: bytes, draft: tuple[bytes, dict[str, Box]]) -> Callable[..., bytes]:
    """Hanoi signs with a certificate of any authority and age."""

    def one(
        who: MemoryAuthority, *, made: timedelta = timedelta(), stamps: OwnTimeStamps | None = None
    ) -> bytes:
        pen = who.issue(CertificateSubject("A. Person"), now=NOW - made)
        return sign(
            sealed,
            field="sig:hanoi",
            by=pen,
            text=SignatureText("A. Person"),
            appearance=draft[0],
            time_stamps=stamps,
        )

    return one


def hanoi(
    pdf: bytes, authority: MemoryAuthority, crls: tuple[bytes, ...] = ()
) -> tuple[Verdict, Problem | None]:
    report = validate(pdf, authority.anchors, crls=crls)
    return report.verdict, report.signatures[-1].problem


def test_an_unknown_authority_is_named(by: Callable[..., bytes], authority: MemoryAuthority) -> None:
    stranger = MemoryAuthority("Elsewhere", now=NOW)
    assert hanoi(by(stranger), authority) == (Verdict.UNTRUSTED, P.UNKNOWN_AUTHORITY)
    namesake = MemoryAuthority("Văn phòng Đại hội", now=NOW)  # the very same name, another key
    assert hanoi(by(namesake), authority) == (Verdict.UNTRUSTED, P.UNKNOWN_AUTHORITY)


def test_an_expired_certificate_is_named(by: Callable[..., bytes]) -> None:
    old = MemoryAuthority("Văn phòng Đại hội", now=NOW - timedelta(days=7400))
    assert hanoi(by(old, made=timedelta(days=7400)), old)[1] is P.EXPIRED


def test_a_certificate_of_the_future_is_named(by: Callable[..., bytes], authority: MemoryAuthority) -> None:
    assert hanoi(by(authority, made=timedelta(days=-30)), authority) == (Verdict.UNTRUSTED, P.NOT_YET_VALID)


def test_a_certificate_not_made_for_signing_is_named(
    sealed: bytes, draft: tuple[bytes, dict[str, Box]], authority: KnownAuthority
) -> None:
    pen = authority.mute(now=NOW)
    pdf = sign(sealed, field="sig:hanoi", by=pen, text=SignatureText("A. Person"), appearance=draft[0])
    assert hanoi(pdf, authority) == (Verdict.UNTRUSTED, P.USAGE)


def test_a_revoked_certificate_is_named(by: Callable[..., bytes], authority: KnownAuthority) -> None:
    """Without a time stamp nothing proves that the signature is older than the revocation."""
    pdf = by(authority)
    later = NOW + timedelta(days=9)
    crl = make_revocation_list(authority.root, [(authority.serials[-1], later)], now=NOW, number=1)
    assert hanoi(pdf, authority) == (Verdict.VALID, None)
    assert hanoi(pdf, authority, (crl,)) == (Verdict.UNTRUSTED, P.REVOKED)
    other = make_revocation_list(authority.root, [(4711, later)], now=NOW, number=1)
    assert hanoi(pdf, authority, (other,)) == (Verdict.VALID, None)


def test_a_time_stamp_proves_that_a_signature_came_before_the_revocation(
    by: Callable[..., bytes], authority: KnownAuthority
) -> None:
    pdf = by(authority, stamps=OwnTimeStamps(authority.time_stamper(now=NOW)))
    revoked = authority.serials[-1]

    def listed(moment: timedelta) -> tuple[bytes, ...]:
        return (make_revocation_list(authority.root, [(revoked, NOW + moment)], now=NOW, number=1),)

    assert hanoi(pdf, authority, listed(timedelta(days=9))) == (Verdict.VALID, None)
    assert hanoi(pdf, authority, listed(timedelta(hours=-1))) == (Verdict.UNTRUSTED, P.REVOKED)


def test_a_strangers_time_stamp_is_named(by: Callable[..., bytes], authority: MemoryAuthority) -> None:
    stranger = MemoryAuthority("Elsewhere", now=NOW)
    pdf = by(authority, stamps=OwnTimeStamps(stranger.time_stamper(now=NOW)))
    assert hanoi(pdf, authority) == (Verdict.UNTRUSTED, P.TIME_STAMP)


def test_the_genuine_file_has_no_problem(signed: bytes, authority: MemoryAuthority) -> None:
    report = validate(signed, authority.anchors, expected=FIELDS)
    assert [one.problem for one in report.signatures] == [None] * 4
    assert [one.kind for one in report.signatures] == [SignatureKind.SEAL] + [SignatureKind.SIGNATURE] * 3


def test_every_finding_has_its_words() -> None:
    assert set(PROBLEMS) == set(Problem)
    assert set(MODIFICATIONS) == set(Modification)
    assert len({str(words) for words in LEVELS.values()}) == 4
