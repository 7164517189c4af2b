"""The mistakes that script/mutants puts in: one place each, and the file can still be read."""

from __future__ import annotations

import ast

from tests.support.scripts import load_script

CODE = """
def approve(delegate, by):
    if delegate.state == "draft" and not by.may(delegate):
        raise NotAllowed
    delegate.state = "approved"
    audit.record(by, verb="delegate.approved",
                 thing=delegate)
    return delegate.seats + 1
"""


def test_each_mistake_changes_one_place_and_can_be_read():
    mutants = load_script("mutating")
    found = list(mutants.mutants_of("eventsys/badges/rules.py", CODE))
    assert sorted({one.kind for one in found}) == [
        "answer",
        "assignment",
        "audit",
        "boolean",
        "comparison",
        "number",
        "refusal",
    ]
    audit = next(one for one in found if one.kind == "audit")
    assert (audit.room, audit.first, audit.last, audit.after) == ("badges", 6, 7, "    pass")
    for one in found:
        lines = CODE.splitlines()
        lines[one.first - 1 : one.last] = [one.after]
        ast.parse("\n".join(lines))
    page = '{% if badge.void %}\n<p class="void">{{ badge.reason }}</p>\n{% endif %}\n'
    lines = [
        (one.first, one.after) for one in mutants.mutants_of("templates/badges/overview/badge.html", page)
    ]
    assert lines == [(1, "{% if not (badge.void) %}"), (2, "")]
