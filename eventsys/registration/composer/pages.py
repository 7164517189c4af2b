"""What pages about the form share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.forms import Form, place_refusal
from eventsys.core.wings import Offers
from eventsys.core.words.languages import list_words
from eventsys.registration.composer.errors import ConcernsPeople


def is_saved(act: Callable[[], object], form: Form, **fields: tuple[type[Refusal], ...]) -> bool:
    """Do one thing and commit; a refusal is put beside the field it is about (:func:`place_refusal`), and nothing is
    changed."""
    try:
        act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, **fields)
        return False
    return True


#: A person and a question that is asked of them still, by their numbers, to the person's name.
Concerned = Mapping[tuple[int, int], str]
#: Who has handed in and is asked for something still: later rooms know people.
CONCERNED: Offers[Callable[[Conference], Concerned]] = Offers()
_NAMED = 10


def concerned(conference: Conference) -> Concerned:
    return {key: name for found in CONCERNED for key, name in found(conference).items()}


def check_sure(conference: Conference, before: Concerned, *, sure: bool) -> None:
    """After a change of the form, before it is kept: who will be asked for something that was not asked ``before``. Raises
    :class:`ConcernsPeople` unless somebody is ``sure``."""
    new = [name for key, name in concerned(conference).items() if key not in before]
    if new and not sure:
        names = sorted(set(new))
        more = [f"+{len(names) - _NAMED}"] if len(names) > _NAMED else []
        raise ConcernsPeople(count=len(names), names=list_words([*names[:_NAMED], *more]))
