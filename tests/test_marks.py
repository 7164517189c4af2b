"""Texts that stand in another language than the reader's carry their language to the template, which marks them (``| shown``).
Plain words are made in Python only where they are no text of an element: listed here, by what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Files that hand values to pages and papers.
FILES = ("pages.py", "documents.py", "queries.py", "routes.py")
PLAIN = {
    # choices of a menu, where nothing can be marked
    "badges.codes.routes.check": "choices",
    "badges.editor.routes._fill_choices": "choices",
    "badges.overview.routes._filter_form": "choices",
    "badges.overview.routes.zones_form": "choices",
    "badges.record.pages.category_choices": "choices",
    "badges.record.pages.city_choices": "choices",
    "commitments.recording.routes._prepared": "choices",
    "conferences.categories.routes._quota_form": "choices",
    "conferences.venue.routes._form": "choices",
    "networks.fields.routes.city_field": "choices",
    "networks.overview.routes._filter_form": "choices",
    "networks.standing.routes.join": "choices",
    "papers.attendance.routes._form": "choices",
    "papers.stamped.routes._form": "choices",
    "programme.desk.routes._page": "choices",
    "registration.bodies.routes._edited": "choices",
    "registration.composer.routes._form": "choices",
    "registration.openings.routes.new_opening": "choices",
    # a word inside a sentence of ours: isolated, not marked
    "conferences.dates.queries.clock_words": "sentence",
    "declarations.acts.documents.between_pieces": "sentence",
    "declarations.acts.documents.party_words": "sentence",
    "declarations.representation.pages._line": "sentence",
    "declarations.stages.documents.original_words": "sentence",
    "networks.standing.routes.new_city": "sentence",
    "registration.composer.routes._remove": "sentence",
    "registration.limits.pages.standing_lines": "sentence",
    "registration.limits.pages.waiting_for": "sentence",
    "registration.limits.routes._save": "sentence",
    "registration.further.pages.save_answers": "sentence",
    # what a program reads: tables, calendars, files, names of files, a description for machines
    "commitments.register.documents._row": "data",
    "networks.overview.routes.export": "data",
    "privacy.copies.documents._place": "data",
    "privacy.copies.documents.spoken": "data",
    "programme.public.documents._event": "data",
    "programme.public.documents._person": "data",
    "programme.public.documents._summary": "data",
    "programme.public.documents.calendar": "data",
    "registration.links.documents.calendar_file": "data",
    "registration.review.documents._cells": "data",
    "registration.review.documents._head": "data",
    "site.routes.conference": "data",
    "trail.telling.pages.cells": "data",
    # an order
    "programme.sessions.queries.in_order": "order",
    "registration.delegations.queries.city_key": "order",
    "site.queries.host_and_guests": "order",
    # sealed papers, which are refused before anything on them falls back, and what is printed to be worn, set up or hung
    "declarations.originals.documents.declaration_pdf": "sealed",
    "declarations.originals.documents.text_on_paper": "sealed",
    "declarations.scans.documents.scan_cover": "sealed",
    "declarations.signatories.documents.row_of": "sealed",
    "papers.stamped.documents._design": "printed",
    "papers.stamped.documents.print_papers": "printed",
}


def plain_words(tree: ast.AST, within: str = "") -> Iterator[str]:
    """Functions that ask for a localized text without its language."""
    for node in ast.iter_child_nodes(tree):
        inside = within or (node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else "")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in ("loc", "get_in"):
                yield inside
        yield from plain_words(node, inside)


def test_what_pages_and_papers_are_given_carries_its_language() -> None:
    found = {
        f"{'.'.join(path.relative_to(ROOT / 'eventsys').with_suffix('').parts)}.{name}"
        for path in sorted((ROOT / "eventsys").rglob("*.py"))
        if path.name in FILES
        for name in plain_words(ast.parse(path.read_text("utf-8")))
    }
    assert sorted(found ^ set(PLAIN)) == []


def test_a_fault_is_found() -> None:
    source = "def lines(rows):\n def one(row):\n  return loc(row.name)\n return [row.title.get_in(()) for row in rows]"
    assert list(plain_words(ast.parse(source))) == ["lines", "lines"]
