"""What recording and mending decline, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class CommitmentChanged(Refusal):
    """Somebody else saved the commitment after this form was opened."""

    message = _l(
        "Somebody changed this commitment while you were writing. What you typed is below; compare and save again."
    )


class NotAgreed(Refusal):
    """A draft commits nobody: ``title`` is neither adopted nor agreed."""

    message = _l(
        "“%(title)s” is neither adopted nor agreed yet: commitments are recorded from words that can no longer change."
    )


class NotItsPoint(Refusal):
    """A preamble paragraph, or a point of another text."""

    message = _l("This is not a point of “%(title)s”.")
    status = 422


class OwnPartner(Refusal):
    """A city does not promise something to itself."""

    message = _l("%(city)s makes the commitment and cannot be its own partner.")
    status = 422


class WhatMissing(Refusal):
    """Nothing is promised where no language says what."""

    message = _l("Say what is to be done, in at least one language.")
    status = 422


class SpeakerMissing(Refusal):
    """A pledge without an instrument stands on who said it."""

    message = _l("Say who made the pledge: no signed text tells it.")
    status = 422
