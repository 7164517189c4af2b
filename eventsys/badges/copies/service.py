"""A badge as it is printed: its frozen words, its code and its photo."""

from __future__ import annotations

from eventsys.badges.codes.service import code_of
from eventsys.badges.copies import documents
from eventsys.badges.record.models import Badge
from eventsys.badges.words.service import back_words
from eventsys.files import service as files


def copy_of(badge: Badge) -> documents.Copy:
    """The badge as it is printed, with its frozen words and photo. Raises what reading the photo raises."""
    photo = files.read(badge.words["photo"]) if badge.words.get("photo") else None
    return documents.Copy(badge.words, code_of(badge), photo)


def single_pdf(badge: Badge, *, back: bool = False) -> bytes:
    """The page of one badge, and with ``back`` that of its back as well, if its design has one."""
    return documents.badges_pdf(
        badge.design,
        [copy_of(badge)],
        title=badge.words["name"],
        language=badge.conference.languages[0],
        words=back_words(badge.conference) if back else {},
        backs=back,
    )


def is_quick(badge: Badge) -> bool:
    """Whether its page is made and kept in milliseconds: a front whose design is laid out already in this process,
    photo and page in a folder. Nobody's lock may be held while S3 is asked."""
    if not files.is_local():
        return False
    photo, language = bool(badge.words.get("photo")), badge.conference.languages[0]
    return documents.is_laid_out(badge.design, badge.words, photo=photo, language=language)
