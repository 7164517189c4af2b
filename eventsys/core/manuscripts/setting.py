"""Words as a line holds them: neighbours joined, blanks in order; and the labels of lists."""

from __future__ import annotations

from collections.abc import Iterable

from eventsys.core.manuscripts.values import Runs, spaced

__all__ = ["label_of", "tidied"]


def tidied(runs: Iterable[tuple[str, bool]]) -> Runs:
    """Neighbours of one kind joined, single spaces, none at the ends nor inside a stress."""
    joined: list[tuple[str, bool]] = []
    for text, stressed in runs:
        if joined and (joined[-1][1] == stressed or text.isspace()):
            joined[-1] = (joined[-1][0] + text, joined[-1][1])
        elif text:
            joined.append((text, stressed))
    whole: list[tuple[str, bool]] = []
    for text, stressed in joined:
        bare = spaced(text)
        before = " " if text[:1].isspace() and text[:1] not in "\u00a0\u202f" else ""
        after = " " if text[-1:].isspace() and text[-1:] not in "\u00a0\u202f" else ""
        whole += [(before, False), (bare, stressed), (after, False)]
    merged: list[tuple[str, bool]] = []
    for text, stressed in whole:
        if not text or (text == " " and (not merged or merged[-1][0].endswith(" "))):
            continue
        if merged and merged[-1][1] == stressed:
            merged[-1] = (merged[-1][0] + text, stressed)
        else:
            merged.append((text, stressed))
    if merged and merged[-1][0].endswith(" "):
        text, stressed = merged.pop()
        if text.rstrip(" "):
            merged.append((text.rstrip(" "), stressed))
    return tuple(merged)


def label_of(number: int, style: str, delimiter: str) -> str:
    """How a list numbers its item; ``style`` and ``delimiter`` are pandoc's.

    >>> label_of(2, "LowerAlpha", "TwoParens"), label_of(4, "UpperRoman", "Period")
    ('(b)', 'IV.')
    """
    if style in {"LowerAlpha", "UpperAlpha"} and 1 <= number <= 26:
        sign = chr(ord("a" if style == "LowerAlpha" else "A") + number - 1)
    elif style in {"LowerRoman", "UpperRoman"}:
        sign = _roman(number) if style == "UpperRoman" else _roman(number).lower()
    else:
        sign = str(number)
    return {"OneParen": f"{sign})", "TwoParens": f"({sign})"}.get(delimiter, f"{sign}.")


def _roman(number: int) -> str:
    made = ""
    for value, sign in zip((50, 40, 10, 9, 5, 4, 1), ("L", "XL", "X", "IX", "V", "IV", "I"), strict=True):
        while number >= value:
            made, number = made + sign, number - value
    return made
