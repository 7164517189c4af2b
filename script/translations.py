"""Each room's words in every language: extract, update, compile; report what is not translated.

    script/translations [room…]              update and compile the catalogs
    script/translations [room…] --check      change nothing; fail when a catalog is stale or wrong
    script/translations [room…] --compile    only make the .mo files

A catalog is ``eventsys/<room>/translations/<language>/LC_MESSAGES/messages.po``. The same sources and
translations give the same bytes, so that a catalog changes in a commit only when its words do.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "vi")
TEMPLATE_KINDS = {".html", ".txt", ".mjml", ".css", ".svg", ".xml", ".ics"}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
CHANGING_HEADERS = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By):.*\n', re.MULTILINE
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*[a-zA-Z]")
# A sentence that asks for a form of a noun (eventsys/core/words/grammar.py) is given all of them: its translation may
# ask for another one, « a participé %(at_title)s » for "took part in %(the_title)s".
FORMS = ("the_", "of_", "at_")

MARKUP = re.compile(r"<[^<>]*>|&#?\w+;|https?://\S+")
CLOSE = r"(?=$|[\s\"'”’)\]»<])"
THIN, WIDE = "\u202f", "\u00a0"
# (what is wrong, what it becomes, how to say it): French sets a no-break space before its high signs, and elides
# with a typographic apostrophe.
FRENCH_RULES = (
    (re.compile(r"(?<=\w)'(?=[\w«%])"), "’", "a typographic apostrophe ’"),
    (re.compile(rf"(?<=\S)(?<![{THIN};!?])([;!?]+){CLOSE}"), rf"{THIN}\1", "U+202F before ; ! ?"),
    (re.compile(rf"(?<=\S)[ {WIDE}]([;!?]+){CLOSE}"), rf"{THIN}\1", "U+202F before ; ! ?"),
    (re.compile(rf"(?<=\S)(?<![{THIN}{WIDE}:])(:){CLOSE}"), rf"{WIDE}\1", "U+00A0 before :"),
    (re.compile(rf"(?<=\S) (:){CLOSE}"), rf"{WIDE}\1", "U+00A0 before :"),
    (re.compile(rf"(«)(?![{THIN}{WIDE}]) ?"), rf"\1{THIN}", "U+202F after «"),
    (re.compile(rf"(?:(?<![{THIN}{WIDE} ])| )(»)"), rf"{THIN}\1", "U+202F before »"),
)
# Folders of templates that are named otherwise than the room they belong to, and packages without a catalog.
FOLDERS_OF = {"core": ("_shell",), "accounts": ("security",)}
SPOKEN_FOR_BY_CORE = ("cli",)


def rooms(root: Path = ROOT) -> list[str]:
    """Every package of ``eventsys`` that keeps a catalog, in alphabetical order."""
    found = (path.parent.name for path in (root / "eventsys").glob("*/__init__.py"))
    return sorted(set(found) - set(SPOKEN_FOR_BY_CORE))


def sources(room: str, root: Path = ROOT) -> Iterator[Path]:
    """The files whose words belong to ``room``: core also speaks for the shell, the app and the commands."""
    house = root / "eventsys"
    found = list((house / room).rglob("*.py"))
    if room == "core":
        found += house.glob("*.py")
        found += [file for package in SPOKEN_FOR_BY_CORE for file in (house / package).rglob("*.py")]
    for folder in (room, *FOLDERS_OF.get(room, ())):
        found += [file for file in (root / "templates" / folder).rglob("*") if file.suffix in TEMPLATE_KINDS]
    yield from sorted(found)


def extract(room: str, root: Path = ROOT) -> Catalog:
    """The words of a room as its sources have them now."""
    catalog = Catalog(charset="utf-8")
    for file in sources(room, root):
        kind = "python" if file.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {} if file.suffix == ".py" else {"silent": "false", "encoding": "utf-8"}
        for _line, words, _comments, context in extract_from_file(
            kind, file, keywords=KEYWORDS, options=options, strip_comment_tags=True
        ):
            catalog.add(words, context=context)
    return catalog


def catalog_path(room: str, language: str, root: Path = ROOT) -> Path:
    return root / "eventsys" / room / "translations" / language / "LC_MESSAGES" / "messages.po"


def existing(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)


def merge(room: str, words: Catalog, old: Catalog, language: str) -> Catalog:
    """The words found now, with the translations they had. Nothing is guessed and nothing old is kept."""
    new = Catalog(
        locale=language,
        domain="messages",
        header_comment=f"# {language} words of eventsys.{room}, kept by script/translations.",
        fuzzy=False,
    )
    for message in words:
        if not message.id:
            continue
        before = old.get(message.id, message.context)
        kept = before.string if before and same_shape(before, message) and not before.fuzzy else None
        new.add(message.id, mended(kept, language) if kept else "", context=message.context)
    return new


def mended(translation: Any, language: str) -> Any:
    if language != "fr":
        return translation
    return (
        in_french(translation)
        if isinstance(translation, str)
        else tuple(in_french(form) for form in translation)
    )


def same_shape(before: Message, now: Message) -> bool:
    return isinstance(before.id, str) == isinstance(now.id, str) and before.id == now.id


def as_bytes(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return CHANGING_HEADERS.sub(b"", buffer.getvalue())


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def faults(catalog: Catalog, language: str) -> Iterator[str]:
    """What is wrong with a catalog, one line each: untranslated, placeholders, French spaces."""
    for message in catalog:
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        shown = f'"{originals[0]}"'
        translated = forms(message)
        if not all(translated) or (isinstance(message.id, tuple) and len(translated) != catalog.num_plurals):
            yield shown
            continue
        asked = {name for text in originals for name in PLACEHOLDER.findall(text)}
        formed = {noun_of(name) for name in asked if noun_of(name) != name}
        known = places(originals, formed)
        for text in translated:
            extra = places([text], formed) - known
            if extra:
                yield f"{shown} has placeholders that the original lacks: {', '.join(sorted(extra))}"
        lost = places([originals[-1]], formed) - places([translated[-1]], formed)
        if lost:
            yield f"{shown} loses placeholders: {', '.join(sorted(lost))}"
        if language == "fr":
            yield from (f"{shown} needs {rule}" for text in translated for rule in french_faults(text))


def noun_of(name: str) -> str:
    """The noun whose form a placeholder asks for: ``city`` of ``of_city``."""
    return next((name.removeprefix(form) for form in FORMS if name.startswith(form)), name)


def places(texts: list[str], formed: set[str]) -> set[str]:
    """The placeholders of ``texts``, by their noun where it is one of ``formed``."""
    found = {name for text in texts for name in PLACEHOLDER.findall(text)}
    return {noun_of(name) if noun_of(name) in formed else name for name in found}


def in_french(text: str) -> str:
    """``text`` with French no-break spaces; markup, entities and addresses stay as they are.

    >>> in_french("Vraiment ?") == "Vraiment\\u202f?"
    True
    """
    for pattern, mended, _rule in FRENCH_RULES:
        kept = [match.span() for match in MARKUP.finditer(text)]
        text = pattern.sub(lambda found: found[0] if _within(found, kept) else found.expand(mended), text)  # noqa: B023
    return text


def _within(found: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < found.end() and found.start() < end for start, end in spans)


def french_faults(text: str) -> Iterator[str]:
    kept = [match.span() for match in MARKUP.finditer(text)]
    for pattern, _mended, rule in FRENCH_RULES:
        if any(not _within(found, kept) for found in pattern.finditer(text)):
            yield rule


def compile_catalog(catalog: Catalog, path: Path) -> None:
    buffer = BytesIO()
    write_mo(buffer, catalog)
    target = path.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != buffer.getvalue():
        target.write_bytes(buffer.getvalue())


def tend(room: str, *, check: bool = False, root: Path = ROOT) -> list[str]:
    """Bring a room's catalogs up to date, or only ``check`` them; the faults found, ready to print."""
    words = extract(room, root)
    found: list[str] = []
    for language in LANGUAGES:
        path = catalog_path(room, language, root)
        if not len(words):
            if path.exists():
                found.append(f"{room}/{language}: the room has no words any more: remove its translations")
            continue
        new = merge(room, words, existing(path, language), language)
        found += [f"{room}/{language}: {fault}" for fault in faults(new, language)]
        content = as_bytes(new)
        stale = not path.exists() or path.read_bytes() != content
        if check and stale:
            found.append(f"{room}/{language}: the catalog is stale: run script/translations {room}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            if stale:
                path.write_bytes(content)
            compile_catalog(new, path)
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="script/translations", description="Keep each room's catalogs.")
    parser.add_argument("room", nargs="*", help="a package of eventsys; all when none is named")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--check", action="store_true", help="change nothing, fail when something is stale or wrong"
    )
    mode.add_argument("--compile", action="store_true", help="only make the .mo files")
    asked = parser.parse_args(arguments)
    known = rooms()
    if unknown := sorted(set(asked.room) - set(known)):
        parser.error(f"no such room: {', '.join(unknown)}")
    chosen = asked.room or known
    if asked.compile:
        for path in (catalog_path(room, language) for room in chosen for language in LANGUAGES):
            if path.exists():
                compile_catalog(existing(path, path.parts[-3]), path)
        return 0
    found = [fault for room in chosen for fault in tend(room, check=asked.check)]
    for fault in found:
        print(fault)
    if not found:
        print(f"translations: {', '.join(LANGUAGES)} complete in {len(chosen)} room(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
