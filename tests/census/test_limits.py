"""What each field of each form asks for and how much it takes, beside the list of it in ``limits/``.

A mistake in a form's bounds shows nowhere else: nobody sends eighty-one letters where eighty are taken. What differs is
shown as it is now; read it before you put it in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from wtforms import Field
from wtforms.form import BaseForm

from tests.census.test_pages import WINGS, name_of, ours_of
from tests.census.walk import Seen
from tests.support.verbs import parted

HERE = Path(__file__).parent / "limits"
#: What a validator holds that is no bound of it.
_WORDS = {"message", "field_flags", "words"}
_PLAIN = (bool, int, float, str, date, datetime, type(None))


@pytest.mark.parametrize("wing", WINGS)
def test_each_field_asks_for_what_its_line_says(seen: list[Seen], wing: str) -> None:
    path = HERE / f"{wing}.txt"
    said = parted(path.read_text(encoding="utf-8")) if path.exists() else {}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in seen:
        for form in ours_of(one):
            if (name := name_of(type(form))).partition(".")[0] == wing:
                found[name] |= set(lines(form))
    now = {name: "\n".join([name, *sorted(told)]) for name, told in found.items()}
    different = [f"{said.get(n, 'no lines:')}\n  now:\n{new}" for n, new in now.items() if said.get(n) != new]
    assert not different, "\n\n".join(sorted(different))
    assert sorted(said) == sorted(now), "lines of forms that are gone"


def lines(form: BaseForm) -> Iterator[str]:
    for field in form:
        if told := ", ".join(asked(field)):
            # questions and people have numbers of their own
            yield f"    {re.sub(r'[0-9a-f]{32}|[0-9]+', 'N', field.short_name)}: {told}"


def asked(field: Field) -> Iterator[str]:
    if getattr(field, "is_localized", False):
        yield "in a language at least" if field.required else "in any language or none"  # type: ignore[attr-defined]
        yield from (bound(check) for check in field.checks)  # type: ignore[attr-defined]
    yield from (bound(check) for check in field.validators)


def bound(check: Any) -> str:
    """A validator's name with its bounds: "Length(max=80)"."""
    if isinstance(check, partial):
        return f"{check.func.__name__}({', '.join(f'{k}={v}' for k, v in check.keywords.items())})"
    if not hasattr(check, "__dict__") or hasattr(check, "__code__"):
        return str(getattr(check, "__name__", type(check).__name__)).strip("_<>")
    held = {
        key: value
        for key, value in sorted(vars(check).items())
        if key not in _WORDS and isinstance(value, _PLAIN) and str(value) not in ("-1", "None", "", "False")
    }
    return f"{type(check).__name__}({', '.join(f'{key}={value}' for key, value in held.items())})"
