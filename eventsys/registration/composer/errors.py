"""What a question of the organisers' own declines, by name."""

from __future__ import annotations

from eventsys.core.errors import NotFound, Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoSuchQuestion(NotFound):
    message = _l("This question is no longer part of the form.")


class AskedAlready(Refusal):
    message = _l(
        "“%(label)s” is asked already. In tables the two could not be told apart: give it other words."
    )


class NoWords(Refusal):
    message = _l("“%(label)s” has no words in it that a column could be headed with.")


class TooFewChoices(Refusal):
    message = _l("A choice needs at least two things to choose from.")


class ChoiceTwice(Refusal):
    message = _l("“%(words)s” is there twice. Nobody could tell the two apart.")


class TooManyQuestions(Refusal):
    message = _l("A form has at most %(most)s questions of your own.")


class TooManyChoices(Refusal):
    message = _l("A question has at most %(most)s choices.")


class HasNoChoices(Refusal):
    message = _l("This question has nothing to choose from.")


class ShownByItself(Refusal):
    message = _l("A question cannot be brought onto the form by its own answer.")


class ShownInCircle(Refusal):
    message = _l("“%(label)s” would be brought onto the form by a question that it brings there itself.")


class ConcernsPeople(Refusal):
    """Who has handed in already would be asked: somebody is to say that this is meant."""

    message = _l(
        "%(count)s people have handed in already and will be asked for this alone: %(names)s."
        " They are written to only when you say so."
    )


class OthersHangOnIt(Refusal):
    message = _l("“%(label)s” is shown by it. Say first that it is always shown, or by what else.")
