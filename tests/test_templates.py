"""What all templates keep to: they compile, act through assets alone, post with a token, and are translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

FOLDER = Path(__file__).resolve().parent.parent / "templates"
KINDS = {".html", ".css", ".txt", ".mjml", ".xml", ".svg", ".ics"}
#: Letters and papers are not pages: mail readers and the print engine know no style sheets of ours.
NOT_PAGES = {"pdf", "mail"}

TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in KINDS)
PAGES = [name for name in TEMPLATES if name.endswith(".html") and not NOT_PAGES & set(Path(name).parts[:-1])]
#: The bases of papers are in the shell.
PAPER_BASES = {"_shell/print.html"}
#: Files that go out by themselves bring their looks along; no page of the site.
FILES = {"privacy/copies/copy.html"}
SIGNS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
#: Words that stand in every language as they are.
NAMES = {
    "Bootstrap",
    "English",
    "Français",
    "PDF",
    "CSV",
    "HTML",
    "CSS",
    "QR",
    "Ctrl",
    "JavaScript",
    "eventsys",
}


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def plain(text: str) -> str:
    """The markup alone: what Jinja computes is blank, line numbers stay."""
    return SIGNS.sub(lambda sign: re.sub(r"[^\n]", " ", sign.group()), text)


class Page(HTMLParser):
    """Collects what stands in a page's own markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.words: list[tuple[int, str]] = []
        self._silent = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self._fault("<script> without src")
        if tag == "style" and "nonce" not in given:
            self._fault("<style> without nonce")
        for name, value in attrs:
            if name == "style":
                self._fault(f"style= on <{tag}>")
            if re.fullmatch(r"on[a-z]+", name):
                self._fault(f"{name}= on <{tag}>")
            if value and value.strip().lower().startswith("javascript:"):
                self._fault(f"javascript: on <{tag}>")
            if name in {"alt", "title", "placeholder", "aria-label"} and value:
                self.words.append((self.getpos()[0], value))
        self._silent += tag in {"script", "style", "code", "pre"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "code", "pre"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append((self.getpos()[0], data))

    def _fault(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {what}")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(app: Flask, name: str) -> None:
    app.jinja_env.compile(source(name), name, name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_template_names_is_there(app: Flask, name: str) -> None:
    """Other templates, filters and tests; a misspelt one would be seen only when that line is reached."""
    environment = app.jinja_env
    tree = environment.parse(source(name), name, name)
    missing = [
        f"line {node.lineno}: {node.template.value}"
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
        if isinstance(node.template, nodes.Const) and not (FOLDER / node.template.value).exists()
    ]
    missing += [
        f"line {node.lineno}: filter {node.name}"
        for node in tree.find_all(nodes.Filter)
        if node.name not in environment.filters
    ]
    missing += [
        f"line {node.lineno}: test {node.name}"
        for node in tree.find_all(nodes.Test)
        if node.name not in environment.tests
    ]
    assert missing == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_endpoint_that_a_template_links_to_is_there(app: Flask, name: str) -> None:
    room = Path(name).parts[0]
    tree = app.jinja_env.parse(source(name), name, name)
    missing = []
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name == "url_for" and call.args):
            continue
        wanted = call.args[0]
        if isinstance(wanted, nodes.Const):
            endpoint = room + wanted.value if wanted.value.startswith(".") else wanted.value
            if endpoint not in app.view_functions:
                missing.append(f"line {call.lineno}: {endpoint}")
    assert missing == []


@pytest.mark.parametrize("name", [page for page in PAGES if page not in PAPER_BASES | FILES])
def test_a_page_acts_and_looks_through_assets_alone(name: str) -> None:
    """The content security policy would stop inline scripts and styles."""
    assert Page(plain(source(name))).faults == []


def posting_forms(text: str) -> Iterator[tuple[int, str]]:
    """The line of each form that posts, and what it holds as far as its end (or the file's)."""
    for match in re.finditer(r'<form\b[^>]*method="post"', text, re.IGNORECASE):
        end = text.find("</form>", match.end())
        yield text.count("\n", 0, match.start()) + 1, text[match.start() : end if end > 0 else None]


@pytest.mark.parametrize("name", PAGES)
def test_every_form_posts_with_a_token(name: str) -> None:
    naked = [
        f"line {line}"
        for line, form in posting_forms(re.sub(r"{#.*?#}", "", source(name), flags=re.DOTALL))
        if not re.search(r"csrf_token|hidden_csrf\(\)|hidden_tag\(\)", form)
    ]
    assert naked == []


#: Forms that say at their one field, or above themselves, what was wrong.
WITHOUT_SUMMARY = {
    "accounts/proofs/prove.html",
    "privacy/erasure/wish.html",
    "registration/invitations/invite.html",
    "security/forgot_password.html",
    "security/mf_recovery.html",
    "security/two_factor_verify_code.html",
    "security/verify.html",
    "security/wan_verify.html",
}


def test_every_form_with_fields_begins_with_what_was_wrong() -> None:
    forms = {name for name in PAGES if re.search(r"fields\.(form_open|form_close)\(", source(name))}
    assert {name for name in forms if "errors_summary(" not in source(name)} == WITHOUT_SUMMARY


UNTRANSLATED = re.compile(r"[A-Z][a-z]+(?:[ ,]+[A-Za-z]+)+|[A-Z][a-z]{3,}")


@pytest.mark.parametrize("name", PAGES)
def test_every_visible_word_is_marked_for_translation(name: str) -> None:
    found = [
        f"line {line}: {words.group()}"
        for line, text in Page(plain(source(name))).words
        for words in UNTRANSLATED.finditer(text)
        if not set(re.findall(r"\w+", words.group())) <= NAMES
    ]
    assert found == []


class Shown(HTMLParser):
    """The expressions that stand in the text of elements, where an element may stand."""

    PLAIN = frozenset({"title", "option", "text", "textarea", "style", "script"})
    HEADS = re.compile(r"{% block (?:title|meta) %}.*?{% endblock %}", re.DOTALL)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.told: list[tuple[int, str]] = []
        self._open: list[str] = []
        self._said: list[str] = []
        self.feed(
            SIGNS.sub(self._stand_in, self.HEADS.sub(lambda head: re.sub(r"[^\n]", " ", head.group()), text))
        )
        self.close()

    def _stand_in(self, sign: re.Match[str]) -> str:
        lines = "\n" * sign.group().count("\n")
        if not sign.group().startswith("{{"):
            return f" {lines}"
        self._said.append(sign.group())
        return f"\ue000{len(self._said) - 1}\ue001{lines}"

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.PLAIN & set(self._open):
            self.told += [
                (self.getpos()[0], self._said[int(one)]) for one in re.findall("\ue000(\\d+)\ue001", data)
            ]


_PART = re.compile(r""""[^"]*"|'[^']*'|(?P<opens>[\w.]*)\s*\(|(?P<closes>\))|(?P<loc>\|\s*loc\b)""")
_COMPARED = re.compile(r"[!=]=\s*[\w.]+\s*$")
#: What puts a value that it is given into the text of an element.
SAYING = {"", "_", "ngettext", "ui.page_head", "ui.crumb", "ui.defs", "ui.labelled"}


def plain_in_text(name: str) -> Iterator[str]:
    """Where a localized value stands in the text of an element without the mark of its language."""
    for line, said in Shown(source(name)).told:
        calls: list[str] = []
        for part in _PART.finditer(said):
            if part["opens"] is not None:
                calls.append(part["opens"])
            elif part["closes"]:
                calls.pop()
            elif part["loc"] and set(calls) <= SAYING and not _COMPARED.search(said[: part.start()]):
                yield f"{name}, line {line}: {said}"


def test_what_is_read_in_another_language_is_marked_wherever_it_is_shown() -> None:
    assert [fault for name in PAGES for fault in plain_in_text(name)] == []


#: Columns of a line; one sentence to be translated is a line however long it is.
WIDEST, A_SENTENCE = 140, re.compile(r'"[^"]{70,}"')


def test_lines_can_be_read_side_by_side() -> None:
    wide = [
        f"{name}:{number}"
        for name in TEMPLATES
        if name.endswith(".html")
        for number, line in enumerate((FOLDER / name).read_text("utf-8").splitlines(), 1)
        if len(line) > WIDEST and not A_SENTENCE.search(line)
    ]
    assert wide == []


@pytest.mark.parametrize("kind", ["subject.txt", "body.txt", "body.mjml"])
def test_every_letter_has_its_three_parts(kind: str) -> None:
    letters = {
        path.parent for path in FOLDER.glob("*/mail/*/*") if path.parent.parent.parent.name != "_shell"
    }
    assert [
        str(letter.relative_to(FOLDER)) for letter in sorted(letters) if not (letter / kind).exists()
    ] == []


def test_a_fault_is_found() -> None:
    """The tests above see what they are for."""
    page = Page(
        '<p style="x">Hello there</p><a onclick="x" href="javascript:x">y</a><script>1</script>'
        '<script src="/a.js"></script><style>p {}</style>'
    )
    assert page.faults == [
        "line 1: style= on <p>",
        "line 1: onclick= on <a>",
        "line 1: javascript: on <a>",
        "line 1: <script> without src",
        "line 1: <style> without nonce",
    ]
    assert [words for _line, words in page.words if UNTRANSLATED.search(words)] == ["Hello there"]
    assert plain("{{ _('Hello there') }}").strip() == ""
    told = Shown(
        "<title>{{ a | loc }}</title><p title='{{ b | loc }}'>{{ c | loc }}<br>{% if d | loc %}{{ e }}{% endif %}</p>"
    ).told
    assert [said for _line, said in told] == ["{{ c | loc }}", "{{ e }}"]
    assert [form for _line, form in posting_forms('<form method="post"><b></form><form method="get">')] == [
        '<form method="post"><b>'
    ]
