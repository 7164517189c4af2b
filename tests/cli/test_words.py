"""Words in several languages, as they are given in the shell."""

from __future__ import annotations

import click
import pytest

from eventsys.cli.words import in_words


def test_in_the_shell_a_tag_stands_before_the_words():
    assert in_words(["Hanoi", "ru=Ханой", "zh-hant=河內", "two = 2"]) == {
        "en": "two = 2",
        "ru": "Ханой",
        "zh-Hant": "河內",
    }
    with pytest.raises(click.BadParameter, match="xx"):
        in_words(["xx=Hanoi"])
