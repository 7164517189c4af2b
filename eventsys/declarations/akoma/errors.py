"""What is declined about a file in Akoma Ntoso."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.errors import Spoken


class NotAkomaNtoso(Refusal):
    """Damaged, of another format, made to burst, or not written as this house writes a text."""

    message = _l(
        "This is no adopted text in Akoma Ntoso as it is written here: nothing in it can be checked."
    )
    status = 422


class WordsUnknown(Refusal):
    """Neither the words of a file nor the text that it names are on record here."""

    message = _l(
        "No text with the words in this file was adopted here. Do not take it for genuine on its word alone."
    )
    status = 422


class AnotherText(Spoken):
    """A file that gives itself out as a text on record, in other words."""

    message = _l(
        "This file gives itself out as a text on record here, and its words in %(language)s are not those that were adopted."
    )
    status = 422


class WordsApart(Spoken):
    """The paragraphs of a text do not make up the words that were frozen: no file may say that they do."""

    message = _l(
        "The paragraphs in %(language)s are not the words that were adopted, so that no Akoma Ntoso can be made of them. "
        "Tell the administrator."
    )
