"""Small charts as SVG: values in, markup out, no script and no style attributes (CSS classes do the looks).

Each chart is a figure with a caption; the drawing is hidden from screen readers, which get the same
values as a table instead.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

_ROW = 40
_HEIGHT = 160


def _region(lang: str) -> str:
    # British English puts the day first, as everywhere else in the house.
    return {"en": "en_GB"}.get(lang, lang)


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


def _figure(title: str, *parts: Markup) -> Markup:
    caption = Markup("<figcaption>{}</figcaption>").format(title)
    return Markup('<figure class="chart">{}{}</figure>').format(caption, _join(parts))


def bars(
    values: Sequence[tuple[str, int]], *, title: str, label: str = "", unit: str = "", lang: str = "en"
) -> Markup:
    """One horizontal bar for each (label, value), in the order given; widths share the largest value.

    `label` and `unit` head the two columns of the table for screen readers.
    """
    most = max((value for _, value in values), default=0) or 1
    row = Markup(
        '<text x="0" y="{words}">{name}</text><text x="100%" y="{words}" text-anchor="end">{value}</text>'
        '<rect class="chart-track" x="0" y="{track}" width="100%" height="1"/>'
        '<rect class="chart-bar" x="0" y="{bar}" width="{width}%" height="5"/>'
    )
    drawing = _svg(
        max(len(values), 1) * _ROW,
        *(
            row.format(
                words=n * _ROW + 16,
                bar=n * _ROW + 23,
                track=n * _ROW + 27,
                name=name,
                value=_number(value, lang),
                width=f"{100 * max(value, 0) / most:.2f}",
            )
            for n, (name, value) in enumerate(values)
        ),
    )
    rows = [(name, _number(value, lang)) for name, value in values]
    return _figure(title, drawing, _table(title, rows, (label, unit)))


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
    points: Sequence[tuple[date, int]], *, title: str, unit: str = "", total: str = "", lang: str = "en"
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
        (format_date(day, "long", locale=_region(lang)), _number(value, lang), _number(so_far, lang))
        for (day, value), so_far in zip(days, sums, strict=True)
        if value
    ]
    return _figure(title, drawing, key if unit or total else Markup(), _table(title, rows, ("", unit, total)))


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
    short = [format_skeleton("MMMd", day, locale=_region(lang)) for day in (days[0][0], days[-1][0])]
    return _join([
        left.format(y=12, word=_number(max(value for _, value in days), lang)),
        right.format(y=12, word=_number(sums[-1], lang)),
        left.format(y=_HEIGHT + 18, word=short[0]),
        right.format(y=_HEIGHT + 18, word=short[1]),
    ])  # fmt: skip
