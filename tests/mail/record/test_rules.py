"""Links that are cut off, words of headers."""

from __future__ import annotations

from eventsys.mail.record import rules


def test_links_into_the_house_are_cut_off_in_text_and_html():
    base = "https://plenary.example"
    html = f'<a href="{base}/l/abc.def?x=1&amp;y">{base}/l/abc.def</a> <a href="https://elsewhere.example/x">x</a>'
    assert rules.masked(html, base) == (
        f'<a href="{base}/•••">{base}/•••</a> <a href="https://elsewhere.example/x">x</a>'
    )
    assert "abc" not in rules.masked(f"Answer:\n{base}/l/abc\n", base)
    assert "abc" not in rules.masked("Answer:\nhttp://before.it.moved:8000/l/abc\n", base)


def test_words_of_headers_are_one_line():
    assert rules.one_line("Two\r\n Bcc: x\u2028y  z") == "Two Bcc: x y z"
    assert rules.one_line("Invitation\u00a0: venez\u202f!") == "Invitation\u00a0: venez\u202f!"
    assert rules.one_line("می\u200cخواهم") == "می\u200cخواهم"
