"""What becomes of a file that a translator sends back, from values alone."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.core.bilingual import CodeFault, SegmentState
from eventsys.core.words.text import Localized
from eventsys.declarations.translators.rules import (
    HandedIn,
    HandedPiece,
    Objection,
    Original,
    Progress,
    Verdict,
    digest,
    progress,
    review,
)
from eventsys.declarations.wording.rules import TITLE, Piece, Wording

DONE = SegmentState.TRANSLATED
SOURCE = "we *firmly* agree"


def piece(what: str = "b_point:1", *, behind: str = "", vi: str | None = "đồng ý", at: int = 1) -> Piece:
    moments = {"en": [1], "vi": [at]}
    return Piece(
        what, Localized(en=SOURCE, vi=vi), Wording(moments, behind.split()), "k" if what != TITLE else ""
    )


def handed(target: str, **said: Any) -> HandedIn:
    values = {"key": "k", "source": SOURCE, "state": DONE, "given": digest(SOURCE), "fault": None, **said}
    return HandedIn("en", "vi", 3, (HandedPiece(target=target, **values),))


@pytest.mark.parametrize(
    ("piece", "handed", "verdict", "objection"),
    [
        (piece(vi=None), handed("*kiên quyết* đồng ý"), Verdict.NEW, None),
        (piece(), handed("*kiên quyết* đồng ý"), Verdict.CHANGED, None),
        (piece(), handed("đồng ý"), Verdict.SAME, None),
        (piece(), handed(""), Verdict.EMPTY, None),
        (piece(), handed("", fault=CodeFault.UNKNOWN), Verdict.EMPTY, None),
        (piece(behind="vi", vi="*đồng* ý"), handed("*đồng* ý"), Verdict.FITS, None),
        (
            piece(behind="vi", vi="*đồng* ý"),
            handed("*đồng* ý", state=SegmentState.INITIAL),
            Verdict.SAME,
            None,
        ),
        (piece(behind="en vi", vi="*đồng* ý"), handed("*đồng* ý"), Verdict.SAME, None),
        # the white space of the source is not what is translated, nor does a program keep it
        (piece(vi=None), handed("*x* y", source="we  firmly agree"), Verdict.NEW, Objection.CODES),
        (piece(vi=None), handed("x y", source="we  firmly agree"), Verdict.NEW, None),
        (piece(), handed("kiên quyết đồng ý"), Verdict.CHANGED, Objection.CODES),
        (piece(), handed("*a* *b*"), Verdict.CHANGED, Objection.CODES),
        (piece(), handed("*a* b", fault=CodeFault.BROKEN), Verdict.CHANGED, Objection.CODES),
        (piece(), handed("*a* b", fault=CodeFault.HALF), Verdict.CHANGED, Objection.HALF),
        (piece(), handed("*a* b", source="we *hardly* agree"), Verdict.CHANGED, Objection.SOURCE_ALTERED),
        (
            piece(),
            handed("*a* b", source="we *all* agree", given=digest("we all agree")),
            Verdict.CHANGED,
            Objection.SOURCE_CHANGED,
        ),
        # a program that has lost our metadata
        (
            piece(),
            handed("*a* b", source="we *all* agree", given=""),
            Verdict.CHANGED,
            Objection.SOURCE_CHANGED,
        ),
        (piece(at=4), handed("*a* b"), Verdict.CHANGED, Objection.TARGET_CHANGED),
        (piece(at=4), handed("đồng ý"), Verdict.SAME, None),
        (piece(), handed("*a* " + "b" * 97), Verdict.CHANGED, Objection.TOO_LONG),
        (piece(), handed("*a* " + "b" * 96), Verdict.CHANGED, None),
        (piece(TITLE), handed("*a* " + "b" * 297, key="title"), Verdict.CHANGED, Objection.TOO_LONG),
        (piece("party:1"), handed("*a* " + "b" * 296), Verdict.CHANGED, None),
        (piece(), handed("*a* \U000f0000"), Verdict.CHANGED, Objection.UNDRAWN),
        (piece(), handed("a", key="gone"), Verdict.NEW, Objection.REMOVED),
        (piece(), handed("", key="gone"), Verdict.EMPTY, None),
    ],
)
def test_what_a_piece_would_do(piece: Piece, handed: HandedIn, verdict: Verdict, objection: Objection | None):
    found = review(handed, [piece], most=100, undrawn=lambda words: [s for s in words if s == "\U000f0000"])
    (row,) = found.rows
    assert (row.verdict, row.objection) == (verdict, objection)
    acts = verdict in {Verdict.NEW, Verdict.CHANGED, Verdict.FITS} and objection is None
    assert (found.taken, found.refused) == ([row] if acts else [], [row] if objection else [])
    assert row.signs == (("\U000f0000",) if objection == Objection.UNDRAWN else ())


def test_a_review_is_known_again_by_what_it_does():
    """Other languages of the text may move on meanwhile."""
    file = handed("*kiên quyết* đồng ý")
    now = review(file, [piece()], most=100)
    other = Piece(
        "b_point:1",
        Localized(piece().text, fr="convenons"),
        Wording({**piece().wording.moments, "fr": [5]}),
        "k",
    )
    assert review(file, [other], most=100).fingerprint == now.fingerprint
    assert review(file, [piece(vi="đồng lòng")], most=100).fingerprint != now.fingerprint
    assert HandedIn.of(file.plain()) == file


def test_how_far_a_language_is():
    pieces = [piece(TITLE), piece("a_preamble:1", behind="vi"), piece(vi=None)]
    found = progress(pieces, "vi", "en", counted=lambda text: len(text.split()))
    assert found == Progress("vi", 3, ("b_point:1",), ("a_preamble:1",), 3)
    assert found.done == 1


@pytest.mark.parametrize("before", ["", "file:///home/an/", "C:\\texts\\"])
def test_which_text_a_file_is_of(before: str):
    original = Original("plenary12", "0192f0c1-0000-7000-8000-000000000000", 12)
    assert Original.read(f"{before}{original}") == original
    assert Original.read(f"{before}plenary12/v12") is None
