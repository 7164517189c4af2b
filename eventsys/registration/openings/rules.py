"""Whether people may register now, and what an organiser may do next, from values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from eventsys.conferences.dates.queries import Window
from eventsys.core.words.languages import lazy_pgettext
from eventsys.core.words.text import folded
from eventsys.registration.openings.errors import OpeningReversed, PlacesZero
from eventsys.registration.openings.models import Opening


class Stage(StrEnum):
    """Where an opening stands; told by its moments, and by nothing else."""

    DRAFT = "draft"
    PLANNED = "planned"
    OPEN = "open"
    OVER = "over"
    CLOSED = "closed"


STAGE_WORDS: Mapping[Stage, Any] = {
    Stage.DRAFT: lazy_pgettext("opening", "Not published"),
    Stage.PLANNED: lazy_pgettext("opening", "Opens later"),
    Stage.OPEN: lazy_pgettext("opening", "Open"),
    Stage.OVER: lazy_pgettext("opening", "Over"),
    Stage.CLOSED: lazy_pgettext("opening", "Closed by hand"),
}
STAGE_TONES: Mapping[Stage, str] = {Stage.PLANNED: "info", Stage.OPEN: "ok", Stage.CLOSED: "warn"}


class OpeningVerb(StrEnum):
    PUBLISH = "publish"
    CLOSE = "close"
    REMOVE = "remove"


def window(opening: Opening) -> Window:
    """When people may register and fill in there. One that is not published is shut; one that was closed by hand ended then."""
    if opening.published_at is None:
        return Window(None, None)
    ends = [moment for moment in (opening.closes_at, opening.closed_at) if moment is not None]
    return Window(opening.opens_at or opening.published_at, min(ends, default=None))


def stage(opening: Opening, now: datetime) -> Stage:
    if opening.published_at is None:
        return Stage.DRAFT
    if opening.closed_at is not None:
        return Stage.CLOSED
    when = window(opening)
    if when.is_open(now):
        return Stage.OPEN
    return Stage.PLANNED if when.opens is not None and now < when.opens else Stage.OVER


def possible(opening: Opening, *, people: int) -> frozenset[OpeningVerb]:
    """What an organiser may do next with one that has so many ``people``, those not confirmed among them."""
    found = set[OpeningVerb]()
    live = opening.published_at is not None and opening.closed_at is None
    found.add(OpeningVerb.CLOSE if live else OpeningVerb.PUBLISH)
    if not people:
        found.add(OpeningVerb.REMOVE)
    return frozenset(found)


def check_moments(opens: datetime | None, closes: datetime | None) -> None:
    """Raises :class:`OpeningReversed`."""
    if opens is not None and closes is not None and closes <= opens:
        raise OpeningReversed


def check_places(places: int | None) -> None:
    """Raises :class:`PlacesZero`."""
    if places is not None and places < 1:
        raise PlacesZero


Paper: TypeAlias = tuple[Mapping[str, str], Mapping[str, str]]
#: What is usually asked of the press besides the newsroom, which is the organisation: label and help, by language.
PRESS_PAPERS: tuple[Paper, ...] = (
    (
        {"en": "Press card", "fr": "Carte de presse", "vi": "Thẻ nhà báo"},
        {
            "en": "Both sides, valid on the days of the conference.",
            "fr": "Recto et verso, valable pendant la conférence.",
            "vi": "Cả hai mặt, còn hạn trong những ngày hội nghị.",
        },
    ),
    (
        {"en": "Letter of assignment", "fr": "Lettre de mission", "vi": "Giấy giới thiệu của tòa soạn"},
        {
            "en": "From your editor, on the paper of the newsroom, signed.",
            "fr": "De votre rédaction en chef, à l’en-tête de la rédaction et signée.",
            "vi": "Do ban biên tập cấp, có tiêu đề của tòa soạn và chữ ký.",
        },
    ),
)


def papers_lacking(labels: Iterable[Mapping[str, str]]) -> list[Paper]:
    """Those of :data:`PRESS_PAPERS` that a form with questions of these ``labels`` does not ask for."""
    asked = {folded(text) for label in labels for text in label.values()}
    return [paper for paper in PRESS_PAPERS if not asked & {folded(text) for text in paper[0].values()}]
