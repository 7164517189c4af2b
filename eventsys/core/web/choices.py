"""Fields with choices. Ours are written as pairs ``(value, label)``, which WTForms takes from 3.4 on in its own
shape alone: here they are put into it, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # younger than its stubs

__all__ = ["RadioField", "SelectField", "SelectMultipleField"]

Pair: TypeAlias = tuple[Any, Any]
#: Pairs, or pairs by the heading they stand under.
Offer: TypeAlias = Iterable[Pair] | Mapping[Any, Iterable[Pair]]


_THEIRS: Any = wtforms.SelectField.__dict__["choices"]


def _offered(given: Offer | Callable[[], Offer] | None) -> Any:
    if given is None:
        return None
    if callable(given):
        return lambda: _offered(given())
    if isinstance(given, Mapping):
        return [
            SelectChoice(value, label, optgroup=group)
            for group, pairs in given.items()
            for value, label in pairs
        ]
    return [pair if isinstance(pair, SelectChoice) else SelectChoice(*pair) for pair in given]


class _Pairs:
    """Before a field of WTForms among the bases."""

    def __init__(self, *args: Any, choices: Any = None, **kwargs: Any) -> None:
        kwargs["choices"] = _offered(choices)
        super().__init__(*args, **kwargs)

    @property
    def choices(self) -> Any:
        return _THEIRS.__get__(self)

    @choices.setter
    def choices(self, given: Any) -> None:
        _THEIRS.__set__(self, _offered(given))


class SelectField(_Pairs, wtforms.SelectField):
    """One value out of a list, as a menu."""


class SelectMultipleField(_Pairs, wtforms.SelectMultipleField):
    """Any number of values out of a list."""


class RadioField(_Pairs, wtforms.RadioField):
    """One of a few, all of them to be seen."""
