"""Small charts as SVG: values in, markup out, no script and no style attributes (CSS classes do the looks).

Each chart is a figure with a caption; the drawing is hidden from screen readers, which read the list that the bars
belong to, or get the values of days as a table. (Libraries for charts bring styles and scripts of their own, which our
content policy refuses.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, zip_longest

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

from eventsys.core.words import written

_HEIGHT = 160


def _number(value: int, lang: str) -> str:
    return str(format_decimal(value, locale=lang))


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _table(title: str, rows: Iterable[Sequence[str]], heads: Sequence[str]) -> Markup:
    named = Markup('<th scope="col">{}</th>')
    cells = (_join(Markup("<td>{}</td>").format(value) for value in row) for row in rows)
    return Markup(
        '<div class="visually-hidden"><table><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(
        title,
        _join((named if head else Markup("<td>{}</td>")).format(head) for head in heads),
        _join(Markup("<tr>{}</tr>").format(row) for row in cells),
    )


def _svg(height: int, *parts: Markup) -> Markup:
    return Markup('<svg height="{}" aria-hidden="true" focusable="false">{}</svg>').format(
        height, _join(parts)
    )


def _figure(title: Markup | str, *parts: Markup) -> Markup:
    caption = Markup("<figcaption>{}</figcaption>").format(title)
    return Markup('<figure class="chart">{}{}</figure>').format(caption, _join(parts))


@dataclass(frozen=True, slots=True)
class Whole:
    """The total beside a chart's title, and the list of those whom it counts."""

    number: int
    url: str | None = None


def _linked(content: Markup | str, url: str | None, kind: str) -> Markup:
    if url is None:
        return Markup('<span class="{}">{}</span>').format(kind, content)
    return Markup('<a class="{}" href="{}">{}</a>').format(kind, url, content)


def _title(title: str, whole: Whole | None, lang: str) -> Markup | str:
    if whole is None:
        return title
    number = _linked(_number(whole.number, lang), whole.url, "chart-whole num")
    return Markup("{} {}").format(title, number)


def bars(
    values: Sequence[tuple[str, int]],
    *,
    title: str,
    urls: Sequence[str | None] = (),
    whole: Whole | None = None,
    note: str = "",
    lang: str = "en",
) -> Markup:
    """A list with a bar below each (label, value), in the order given; widths share the largest value.

    ``urls``: where each row leads, in the same order; ``note`` stands below.
    """
    most = max((value for _, value in values), default=0) or 1
    words = Markup('<span>{}</span> <span class="num">{}</span>')
    bar = Markup(
        '<svg height="5" aria-hidden="true" focusable="false"><rect class="chart-track" x="0" y="4" width="100%" height="1"/>'
        '<rect class="chart-bar" x="0" y="0" width="{:.2f}%" height="5"/></svg>'
    )
    rows = _join(
        Markup("<li>{}{}</li>").format(
            _linked(words.format(name, _number(value, lang)), url, "chart-row"),
            bar.format(100 * max(value, 0) / most),
        )
        for (name, value), url in zip_longest(values, urls[: len(values)])
    )
    below = Markup('<p class="hint">{}</p>').format(note) if note else Markup()
    return _figure(_title(title, whole, lang), Markup('<ul class="chart-rows">{}</ul>').format(rows), below)


def _every_day(points: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The points by date with the missing days between them as zero."""
    by_day: dict[date, int] = {}
    for day, value in points:
        by_day[day] = by_day.get(day, 0) + value
    if not by_day:
        return []
    first, last = min(by_day), max(by_day)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [(day, by_day.get(day, 0)) for day in days]


def daily(
    points: Sequence[tuple[date, int]],
    *,
    title: str,
    unit: str = "",
    total: str = "",
    whole: Whole | None = None,
    lang: str = "en",
) -> Markup:
    """A column for each day and the sum so far as a line; days between the points without a value count zero.

    `unit` names the columns ("a day"), `total` the line ("so far"); both show in the key below.
    """
    days = _every_day(points)
    sums = list(accumulate(value for _, value in days))
    drawing = _svg(_HEIGHT + 24, _plot([value for _, value in days], sums), _scale(days, sums, lang))
    key = Markup(
        '<ul class="chart-key" aria-hidden="true"><li><span class="key-bar"></span>{}</li>'
        '<li><span class="key-line"></span>{}</li></ul>'
    ).format(unit, total)
    rows = [
        (written.day(day, lang), _number(value, lang), _number(so_far, lang))
        for (day, value), so_far in zip(days, sums, strict=True)
        if value
    ]
    table = _table(title, rows, ("", unit, total))
    return _figure(_title(title, whole, lang), drawing, key if unit or total else Markup(), table)


def _plot(values: Sequence[int], sums: Sequence[int]) -> Markup:
    most, whole = max(values, default=0) or 1, (sums[-1] if sums else 0) or 1
    columns = _join(
        Markup('<rect class="chart-bar" x="{}" y="{}" width="0.72" height="{}"/>').format(
            f"{n + 0.14:.2f}", f"{100 - 100 * value / most:.2f}", f"{100 * value / most:.2f}"
        )
        for n, value in enumerate(values)
        if value
    )
    return Markup(
        '<svg x="0" y="20" width="100%" height="{height}" viewBox="0 0 {count} 100"'
        ' preserveAspectRatio="none">{columns}'
        '<polyline class="chart-line" points="{line}" vector-effect="non-scaling-stroke"/></svg>'
        '<line class="chart-base" x1="0" x2="100%" y1="{base}" y2="{base}"/>'
    ).format(
        height=_HEIGHT - 20,
        count=len(values) or 1,
        columns=columns,
        line=" ".join(f"{n + 0.5:.1f},{100 - 100 * value / whole:.2f}" for n, value in enumerate(sums)),
        base=_HEIGHT + 0.5,
    )


def _scale(days: Sequence[tuple[date, int]], sums: Sequence[int], lang: str) -> Markup:
    """The largest day at the left, the whole at the right, the first and the last day below."""
    if not days:
        return Markup()
    left = Markup('<text class="chart-quiet" x="0" y="{y}">{word}</text>')
    right = Markup('<text class="chart-quiet" x="100%" y="{y}" text-anchor="end">{word}</text>')
    short = [
        format_skeleton("MMMd", day, locale=written.locale_of(lang)) for day in (days[0][0], days[-1][0])
    ]
    return _join(
        [
            left.format(y=12, word=_number(max(value for _, value in days), lang)),
            right.format(y=12, word=_number(sums[-1], lang)),
            left.format(y=_HEIGHT + 18, word=short[0]),
            right.format(y=_HEIGHT + 18, word=short[1]),
        ]
    )
