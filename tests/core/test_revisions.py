"""Tracked changes of an OpenDocument text: told, and accepted or rejected without a word lost."""

from __future__ import annotations

import pytest

from eventsys.core.manuscripts import Changes, ChangesUnclear
from tests.core.manuscripts import odt
from tests.core.test_manuscripts import read, words


def region(name: str, kind: str, inner: str = "") -> str:
    """One change of an OpenDocument text, by An."""
    author = '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">An</dc:creator>'
    told = f"<text:{kind}><office:change-info>{author}</office:change-info>{inner}</text:{kind}>"
    return f'<text:changed-region text:id="{name}">{told}</text:changed-region>'


def tracked(body: str, *regions: str) -> bytes:
    """``[a`` and ``a]`` stand for the marks around what was put in, ``|b`` for the place of what was taken out."""
    for short, name in (("[a", "change-start"), ("a]", "change-end"), ("|b", "change")):
        body = body.replace(short, f'<text:{name} text:change-id="{short.strip("[]|")}"/>')
    return odt(f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>{body}")


PUT, ONE, THREE = (
    region("a", "insertion"),
    region("b", "deletion", "<text:p>gone </text:p>"),
    region("b", "deletion", "<text:p>gone.</text:p><text:p>Middle</text:p><text:p>and </text:p>"),
)
ITEM = "<text:list-item><text:p>{}</text:p></text:list-item>"
ITEMS = f"<text:list>{ITEM.format('one[a')}{ITEM.format('twoa]')}</text:list>"
BOTH = region("b", "deletion", "<text:p>never</text:p>").replace(
    "</text:deletion>", "</text:deletion><text:insertion/>"
)


@pytest.mark.parametrize(
    ("body", "regions", "changes", "accepted", "rejected"),
    [
        (
            "<text:p>one [atwo a]|bfour</text:p>",
            (PUT, ONE),
            [("inserted", "two"), ("deleted", "gone")],
            ["one two four"],
            ["one gone four"],
        ),
        (
            "<text:p>We <text:span>meet |bstill</text:span> now</text:p>",
            (THREE,),
            [("deleted", "gone. Middle and")],
            ["We meet still now"],
            ["We meet gone.", "Middle", "and still now"],
        ),
        (
            "<text:p>old[a</text:p><text:p>newa]</text:p><text:p>end</text:p>",
            (PUT,),
            [("inserted", "new")],
            ["old", "new", "end"],
            ["old", "end"],
        ),
        (
            "<text:p>[anew</text:p><text:h>a]next</text:h>",
            (PUT,),
            [("inserted", "new")],
            ["new", "next"],
            ["next"],
        ),
        (ITEMS, (PUT,), [("inserted", "two")], ["one", "two"], ["one"]),
        (
            "<text:p>x [anew |bwords a]y</text:p>",
            (PUT, ONE),
            [("inserted", "new words"), ("deleted", "gone")],
            ["x new words y"],
            ["x gone y"],
        ),
        (
            "<text:p>one[a</text:p><text:p>a]two</text:p>",
            (PUT,),
            [("inserted", "¶")],
            ["one", "two"],
            ["onetwo"],
        ),
        ("<text:p>[aonea]</text:p>", (region("a", "format-change"),), [], ["one"], None),  # its look alone
        (
            "<text:p>We |bmeet</text:p>",
            (BOTH,),
            [("deleted", "never")],
            ["We meet"],
            ["We meet"],
        ),  # put in and taken out
    ],
)
def test_changes_of_an_opendocument_text_are_accepted_or_rejected(
    body: str,
    regions: tuple[str, ...],
    changes: list[tuple[str, str]],
    accepted: list[str],
    rejected: list[str] | None,
) -> None:
    found = read(tracked(body, *regions))
    assert [(one.verb, one.words) for one in found.changes] == changes
    assert {one.author for one in found.changes} <= {"An"}
    assert words(found.readings[Changes.ACCEPT]) == accepted
    assert (words(found.readings[Changes.REJECT]) if rejected else None) == rejected
    assert {one.losses for one in found.readings.values()} == {()}  # the words were counted, each way


TAKEN_TABLE = region(
    "b", "deletion", "<table:table xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'/>"
)


@pytest.mark.parametrize(
    "data",
    [
        tracked("<text:p>[ahalf</text:p>", PUT),
        tracked("<text:p>halfa]</text:p>", PUT),
        tracked("<text:p>[awhosea]</text:p>"),
        tracked("<text:p>|b</text:p>", TAKEN_TABLE),
    ],
    ids=["unended", "unbegun", "unknown", "table"],
)
def test_changes_that_cannot_be_told_apart_are_refused(data: bytes) -> None:
    with pytest.raises(ChangesUnclear):
        read(data)
