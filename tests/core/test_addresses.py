"""One check of mail addresses for forms, tables, the shell and letters."""

from __future__ import annotations

import pytest

from eventsys.core.addresses import BadAddress, NotWritable, ascii_address, mail_address


@pytest.mark.parametrize(
    ("typed", "kept", "written"),
    [
        (" Binh@Example.ORG ", "Binh@example.org", "Binh@example.org"),
        ("o'neil+desk@city.example", "o'neil+desk@city.example", "o'neil+desk@city.example"),
        ("desk@hà-nội.example", "desk@hà-nội.example", "desk@xn--h-ni-0na4517b.example"),
    ],
)
def test_an_address_is_kept_as_people_read_it_and_written_in_ascii(typed: str, kept: str, written: str):
    assert mail_address(typed) == kept
    assert ascii_address(typed) == ascii_address(kept) == written


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nobody",
        "@example.org",
        "a@",
        "a@b@c.example",
        "a b@example.org",
        "a@example.org, b@example.org",
        "a@ex..org",
        "a@example.org\nBcc: x@example.org",
        "<a@example.org>",
        "x" * 250 + "@example.org",
        "a@-example.org",
        "a.@example.org",
        "a@localhost",
        "a@nowhere",
        "Ana <ana@example.org>",
    ],
)
def test_what_cannot_be_written_to_is_refused_in_words_that_name_it(typed: str):
    with pytest.raises(BadAddress) as refused:
        mail_address(typed)
    assert " ".join(typed.split())[:80] in str(refused.value)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("typed", ["nguyễn@example.org", "иван@пример.example"])
def test_letters_with_accents_before_the_at_sign_are_refused_for_what_they_are(typed: str):
    with pytest.raises(NotWritable, match="before the @"):
        mail_address(typed)
