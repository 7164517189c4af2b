"""No paper of the house has a blank where a sign should stand: it is refused, or a mark stands there.

The table names every function that has a paper laid out or stamped; one that is not in it fails the first test.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import eventsys
from eventsys.badges.sheets import documents as sheets_documents
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.words.text import Localized
from eventsys.declarations.drafts import documents as drafts_documents
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.signatories import documents as signatories_documents
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.papers.sheets import documents as sheet_documents
from eventsys.papers.sheets.rules import Column, Group, Row, Sheet
from eventsys.papers.stamped import service as papers
from eventsys.pdf.design.compile import compile_design, with_flow
from eventsys.pdf.errors import NoGlyph
from eventsys.pdf.layout.blanks import MARK
from eventsys.pdf.layout.render import Box
from eventsys.programme.public import documents as programme_documents
from eventsys.programme.public.pages import agenda
from eventsys.programme.publication import queries as publication_queries
from eventsys.registration.committee import documents as committee_documents
from eventsys.registration.committee.models import CredentialCommittee
from eventsys.signing.making import appearance
from tests.badges.factories import texts_in
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration, make_plenary, make_sealed
from tests.programme.factories import make_session

SIGN = "\U000f1234"
BOX = Box(0, 0, 0, 200, 80)
MAKERS = {
    "eventsys.pdf.layout.render": {"render", "render_first"},
    "eventsys.pdf.layout.blanks": {"html_to_pdf", "render_marked"},
    "eventsys.pdf.design.compile": {"compile_design"},
    "eventsys.pdf.stamping.stamp": {"stamp", "stamp_all"},
    "eventsys.pdf.sheets.impose": {"write_single"},
}


def _cover() -> list[str]:
    stack = [
        {
            "name": f"Ana {SIGN}",
            "city": "Seoul",
            "native_city": f"서{SIGN}",
            "native_city_lang": "ko",
            "category": "delegate",
        }
    ]
    return texts_in(
        sheets_documents.cover_pdf(stack, title=f"Plenary {SIGN}", language="en", size=(210, 297))
    )


def _draft() -> list[str]:
    declaration = make_declaration(make_plenary(cities=3))
    declaration.paragraphs[0].text = Localized({"en": f"Cities {SIGN} meet."})
    papers_made = drafts_documents.draft_pdf(declaration, [], languages=["en"], now=clock.now())
    assert papers_made.missing == {SIGN}
    words = texts_in(papers_made.pdf)
    assert "No font here can draw U+F1234" in " ".join(words)
    return words


def _signature() -> list[str]:
    signatory = signatories_queries.signatories(make_sealed("SEL", "TYO"))[0]
    signatory.native_name = f"Ana {SIGN}"
    pdf = signatories_documents.signature_pdf(
        signatory, box=BOX, languages=["en"], day=date(2013, 11, 20), ink=None
    )
    return texts_in(pdf)


def _seal() -> list[str]:
    declaration = make_sealed("SEL", "TYO")
    declaration.conference.network.code = f"AN{SIGN}"
    return [
        str(signatories_documents.seal_pdf(declaration, box=BOX, languages=["en"], day=date(2013, 11, 20)))
    ]


def _scan() -> list[str]:
    declaration = make_sealed("SEL", "TYO")
    signatory = signatories_queries.signatories(declaration)[0]
    signatory.name = f"Ana {SIGN}"
    scans_documents.scan_cover(
        declaration, [signatory], digest="0" * 64, pages=1, filed_at=clock.now(), verify_url="https://x.test"
    )
    return []


def _report() -> list[str]:
    conference = make_plenary(cities=3)
    committee = CredentialCommittee(conference_id=conference.id, members=[f"Ana {SIGN}"])
    return texts_in(committee_documents.report(conference, [], committee, now=clock.now()).pdf)


def _nameplate() -> list[str]:
    conference = make_plenary(cities=3)
    conference.title = Localized({"en": f"Plenary {SIGN}"})
    papers.prepare(papers.Paper.CERTIFICATE, [papers.Subject("Ana")], conference=conference, language="en")
    return []


def _stamped() -> list[str]:
    conference = make_plenary(cities=3)
    subjects = [papers.Subject("Ana"), papers.Subject(f"Binh {SIGN}")]
    ready = papers.prepare(papers.Paper.NAMEPLATE, subjects, conference=conference, language="en")
    assert [name for name, _why in ready.missing] == [f"Binh {SIGN}"]
    raise NoGlyph(characters=SIGN, codes="", slot="name")  # as it was told


def _sheet() -> list[str]:
    conference = make_plenary(cities=3)
    rows = [Group(f"City {SIGN}"), Row({"name": f"Ana {SIGN}"})]
    sheet = Sheet("List", "Now", [Column("name", "Name")], rows)
    out = io.BytesIO()
    head = sheet_documents.head_values(conference, [])
    sheet_documents.print_sheet(out, sheet, head=head, language="en", accent="#8c1d2f", created=clock.now())
    return texts_in(out.getvalue())


def _programme() -> list[str]:
    conference = make_conference()
    make_session(conference, f"Session {SIGN}", state="published")
    found = agenda(conference, publication_queries.public_sessions(conference))
    return texts_in(programme_documents.paper(conference, found))


def _look() -> list[str]:
    compile_design(f"<p>{SIGN}</p>", css="", width_mm=90, height_mm=60)
    return []


def _appearance() -> list[str]:
    return texts_in(appearance.draw([f"Ana {SIGN}"], box=BOX))


#: What makes papers: with a sign that no font has they are refused (``None`` in the middle), or have a mark.
PAPERS: dict[str, Callable[[], list[str]] | str] = {
    "badges.sheets.documents.cover_pdf": _cover,
    "badges.copies.documents._Printer": "each badge by itself: tests/badges/printing/test_lacking.py",
    "badges.designs.documents.Look": _look,
    "declarations.originals.documents.declaration_pdf": "before it is sealed: tests/declarations/originals/test_drawing.py",
    "declarations.amendments.documents.laid_out": _draft,
    "declarations.paper.documents.copy_mark": "has no words but ours",
    "declarations.scans.documents.pictures_pdf": "has no words",
    "declarations.scans.documents.scan_cover": _scan,
    "declarations.signatories.documents.signature_pdf": _signature,
    "declarations.signatories.documents.seal_pdf": _seal,
    "declarations.synopsis.documents.synopsis_pdf": "of a sealed text: tests/declarations/originals/test_drawing.py",
    "demo.credentials._letter": "of the demonstration's cities, whose letters are drawn",
    "papers.sheets.documents.Paper": _sheet,
    "papers.stamped.documents.stamp_papers": _stamped,
    "papers.stamped.documents._design": _nameplate,
    "programme.public.documents._laid_out": _programme,
    "registration.committee.documents._laid_out": _report,
    "registration.scans.documents.plain_pages": "has no words",
    "signing.making.appearance.draw": _appearance,
}
REFUSED = {"_look", "_scan", "_seal", "_nameplate", "_stamped"}


def makers() -> Iterator[str]:
    """Every function and class outside the print engine that has something laid out or stamped."""
    root = Path(eventsys.__file__).parent
    for file in sorted(root.rglob("*.py")):
        if file.is_relative_to(root / "pdf"):
            continue
        tree = ast.parse(file.read_text())
        bound = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in MAKERS.get(node.module or "", ())
        }
        for part in tree.body:
            called = {
                node.func.id
                for node in ast.walk(part)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            if called & bound:
                yield ".".join([*file.relative_to(root).with_suffix("").parts, getattr(part, "name", "?")])


def test_every_paper_is_in_the_table() -> None:
    assert sorted(makers()) == sorted(PAPERS)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("name", [name for name, make in PAPERS.items() if callable(make)])
def test_a_sign_that_no_font_draws_leaves_no_blank(name: str) -> None:
    make: Any = PAPERS[name]
    with db.session.no_autoflush:
        if make.__name__ in REFUSED:
            with pytest.raises(Refusal) as refused:
                make()
            assert SIGN in str(refused.value)
        else:
            words = " ".join(make())
            assert (MARK in words, SIGN in words) == (True, False)
    db.session.rollback()


def test_words_that_flow_over_the_back_are_marked() -> None:
    design = compile_design('<p data-flow="programme"></p>', css="", width_mm=90, height_mm=60)
    flowing, marked = (with_flow(design, {"programme": f"Opening {sign}"}) for sign in (SIGN, MARK))
    assert flowing.form == marked.form
