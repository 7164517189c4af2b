"""Commands of the shell have names of their own: a second one of the same name would take the first one's place in silence."""

from __future__ import annotations

import ast
from collections import Counter

from tests.support.house import modules, tree


def test_no_command_takes_the_name_of_another() -> None:
    named = Counter(
        ast.unparse(one)
        for path in modules().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        for one in node.decorator_list
        if isinstance(one, ast.Call) and one.args and ast.unparse(one.func).endswith((".command", ".group"))
    )
    assert len(named) > 40
    assert {one for one, times in named.items() if times > 1} == set()
