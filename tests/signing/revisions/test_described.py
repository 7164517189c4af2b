"""What a description says of a document, as values that can be compared."""

from __future__ import annotations

import pytest
from lxml import etree

from eventsys.signing.revisions import described

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (" A title ", "A title"),
        ('<r:Alt><r:li xml:lang="x-default"> A title</r:li></r:Alt>', "A title"),
        ("<r:Seq><r:li>Ana</r:li></r:Seq>", "Ana"),
        ('<r:Alt><r:li xml:lang="fr">Un titre</r:li></r:Alt>', (("fr", "Un titre"),)),
        (
            '<r:Alt><r:li xml:lang="x-default">A</r:li><r:li xml:lang="fr">B</r:li></r:Alt>',
            (("fr", "B"), ("x-default", "A")),
        ),
        ("<r:Bag><r:li>b</r:li><r:li>a</r:li></r:Bag>", (("x-default", "a"), ("x-default", "b"))),
        ("<r:Seq><r:li>b</r:li><r:li>a</r:li></r:Seq>", (("x-default", "b"), ("x-default", "a"))),
    ],
)
def test_one_text_is_the_same_however_it_is_written(written: str, value: object) -> None:
    element = etree.fromstring(f'<title xmlns:r="{RDF}">{written}</title>')
    assert described._value(element) == value
