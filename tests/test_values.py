"""A dataclass is a value: nobody changes it behind somebody's back, and nobody gives it a name that it does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.house import modules, tree

#: What is put together step by step in one place, and handed on as it is then.
CHANGING = frozenset(
    {
        "eventsys.cli.running.supervisor._Child",
        "eventsys.core.bilingual.xliff_reading._Side",
        "eventsys.core.incoming.files.Grid",
        "eventsys.declarations.consolidation.rules.Marked",
        "eventsys.declarations.consolidation.rules.Standing",
        "eventsys.declarations.decisions.documents.AmendmentView",
        "eventsys.demo.stage.Stage",
        "eventsys.jobs.ticks.Seldom",
        "eventsys.pdf.shaping.shape.ShapedWord",
        "eventsys.pdf.stamping.fit.SetWords",
        "eventsys.registration.invitations.routes.Invitable",
    }
)


def flags(node: ast.ClassDef) -> dict[str, bool] | None:
    """Keywords of its ``@dataclass``; None for a class that is none."""
    for one in node.decorator_list:
        called = one.func if isinstance(one, ast.Call) else one
        if isinstance(called, ast.Name) and called.id == "dataclass":
            words = one.keywords if isinstance(one, ast.Call) else []
            return {word.arg: ast.literal_eval(word.value) for word in words if word.arg}
    return None


def found() -> Iterator[tuple[str, dict[str, bool]]]:
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and (said := flags(node)) is not None:
                yield f"{module}.{node.name}", said


def test_values_do_not_change() -> None:
    assert {name for name, said in found() if not said.get("frozen")} == CHANGING


def test_values_have_no_names_besides() -> None:
    assert [name for name, said in found() if not said.get("slots")] == []
