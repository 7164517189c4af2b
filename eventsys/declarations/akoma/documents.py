"""An adopted text in one language as a document of Akoma Ntoso 1.0 (OASIS Standard, 29 August 2018)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import Final
from urllib.parse import quote
from uuid import UUID

from lxml import etree

from eventsys.core.bilingual.parsing import XML, speakable
from eventsys.core.words.bcp47 import three_letters
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts.rules import emphasis
from eventsys.declarations.akoma import rules
from eventsys.declarations.akoma.models import Closing, Compared, Facts, Signer
from eventsys.declarations.akoma.rules import Words, point, recital
from eventsys.declarations.annotated.documents import RECORD
from eventsys.declarations.completion.rules import digest
from eventsys.declarations.modifications.documents import add_history, add_references
from eventsys.declarations.modifications.models import AKN, OWN
from eventsys.declarations.modifications.rules import BODY, RECITALS
from eventsys.pdf.errors import BrokenPdf
from eventsys.pdf.finished.attached import attachments

__all__ = ["attached", "compared", "file_name", "written"]

_FILE: Final = re.compile(r"declaration\.(?P<language>[A-Za-z0-9-]+)\.xml")
_LINES: Final = frozenset(f"{AKN}{name}" for name in ("p", "num", "docTitle"))
"""Elements with words in them: nothing may be added there, not even a blank."""


def written(words: Words, facts: Facts) -> bytes:
    """The document, valid against the schema of the standard. From the same values always the same octets.

    Addresses follow its naming convention (OASIS, 21 February 2019), with the country on whose ground the text was done.
    """
    facts = _speakable(facts)
    root = etree.Element(f"{AKN}akomaNtoso", nsmap={None: AKN[1:-1], "own": OWN[1:-1]})
    statement = _in(root, "statement", name=facts.kind, contains="originalVersion")
    _meta(_in(statement, "meta"), words, facts)
    _preface(_in(statement, "preface", lang=words.language), words, facts)
    if words.preamble:
        recitals = _in(_in(statement, "preamble", lang=words.language), "recitals", eId=RECITALS)
        for number, text in enumerate(words.preamble, 1):
            _line(_in(recitals, "recital", eId=recital(number)), text)
    body = _in(statement, "mainBody", lang=words.language, eId=BODY)
    for number, text in enumerate(words.points, 1):
        one = _in(body, "point", eId=point(number))
        _in(one, "num").text = f"{number}."
        _line(_in(one, "content", eId=f"{point(number)}__content"), text)
    _conclusions(_in(statement, "conclusions", lang=words.language), words, facts)
    for one in root.iter():
        if not any(
            around.tag in _LINES for around in (one.getparent(), *one.iterancestors()) if around is not None
        ):
            one.tail = "\n"
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"


def _speakable(facts: Facts) -> Facts:
    """Names of people and places may have a sign that XML has not; frozen words were all drawn, and have none."""
    return replace(
        facts,
        conference=speakable(facts.conference),
        closing=Closing(*map(speakable, astuple(facts.closing))),
        signers=tuple(Signer(*map(speakable, astuple(one))) for one in facts.signers),
    )


def _in(parent: etree._Element, tag: str, /, *, lang: str = "", **attributes: str) -> etree._Element:
    said = {name: speakable(words) for name, words in attributes.items()}
    one = etree.SubElement(parent, f"{AKN}{tag}", said)
    if lang:
        one.set(f"{XML}lang", lang)
    return one


def _line(
    parent: etree._Element, text: str, tag: str = "p", /, *, marked: bool = True, **attributes: str
) -> None:
    """One block of words: those between stars in italics (if ``marked``), line breaks as such."""
    block = _in(parent, tag, **attributes)
    for words, stressed in emphasis(text) if marked else [(text, False)]:
        _say(_in(block, "i") if stressed else block, words)
    if len(block):
        block.set(
            f"{XML}space", "preserve"
        )  # a program that sets lines anew may put no blank among the words


def _say(block: etree._Element, words: str) -> None:
    first, *others = words.split("\n")
    _add(block, first)
    for line in others:
        _in(block, "br")
        _add(block, line)


def _add(block: etree._Element, words: str) -> None:
    if len(block):
        block[-1].tail = (block[-1].tail or "") + words
    else:
        block.text = (block.text or "") + words


def _address(facts: Facts) -> str:
    day = facts.adopted_on or facts.done_on
    return (
        f"/akn/{facts.country.lower()}/statement/{facts.kind}/{_plain(facts.network)}/{day}/{facts.text_id}"
    )


def _plain(code: str) -> str:
    """A code of ours as part of an address or an ``eId``."""
    return quote("-".join(code.lower().split()), safe="")


def _meta(meta: etree._Element, words: Words, facts: Facts) -> None:
    work = _address(facts)
    day = str(facts.adopted_on or facts.done_on)
    spoken = f"{work}/{three_letters(words.language)}@{day}"
    identification = _in(meta, "identification", source="#secretariat")
    dates = {"adoption": facts.adopted_on, "done": facts.done_on}
    authors = [f"city-{_plain(code)}" for code, _name in facts.cities] or ["network"]

    level = _level(identification, "FRBRWork", f"{work}/!main", work, dates, authors)
    _in(level, "FRBRcountry", value=facts.country.lower())
    _in(level, "FRBRsubtype", value=facts.kind)
    _in(level, "FRBRnumber", value=facts.text_id)
    _in(level, "FRBRname", value="".join(text for text, _stressed in emphasis(words.title)))
    _in(level, "FRBRauthoritative", value="true")

    level = _level(identification, "FRBRExpression", f"{spoken}/!main", spoken, dates, authors)
    _in(level, "FRBRauthoritative", value="true" if facts.authentic else "false")
    _in(level, "FRBRlanguage", language=three_letters(words.language))

    made = {"generation": facts.made_on}
    level = _level(
        identification, "FRBRManifestation", f"{spoken}/!main.xml", f"{spoken}.xml", made, ["secretariat"]
    )
    _in(level, "FRBRformat", value=rules.MEDIA_TYPE)

    add_history(meta, facts.changes, facts.adopted_on)
    _references(_in(meta, "references", source="#secretariat"), words, facts)
    own = _in(meta, "proprietary", source="#secretariat")
    etree.SubElement(
        own,
        f"{OWN}words",
        {"text": facts.text_id, "language": words.language, "sha256": digest(words.content)},
    )


def _level(
    parent: etree._Element,
    name: str,
    this: str,
    address: str,
    dates: Mapping[str, date | None],
    authors: Sequence[str],
) -> etree._Element:
    level = _in(parent, name)
    _in(level, "FRBRthis", value=this)
    _in(level, "FRBRuri", value=address)
    for called, day in dates.items():
        if day:
            _in(level, "FRBRdate", date=str(day), name=called)
    for author in authors:
        _in(level, "FRBRauthor", href=f"#{author}", **{"as": "#author"})
    return level


def _references(references: etree._Element, words: Words, facts: Facts) -> None:
    """The network, its secretariat, the cities and people, and the same text in its other languages."""
    ontology = "/akn/ontology"
    work = _address(facts)
    for eid, href, shown in (
        ("network", _plain(facts.network), facts.network_name),
        ("secretariat", f"{_plain(facts.network)}/secretariat", facts.secretariat),
    ):
        _in(references, "TLCOrganization", eId=eid, href=f"{ontology}/organization/{href}", showAs=shown)
    cities = {one.city: one.city_name for one in facts.changes}
    cities |= {**dict(facts.cities), **{one.city_code: one.city for one in facts.signers}}
    for code, city in cities.items():
        href = f"{ontology}/organization/{_plain(code)}"
        _in(references, "TLCOrganization", eId=f"city-{_plain(code)}", href=href, showAs=city)
    for one in facts.signers:
        href = f"{ontology}/person/{one.key}"
        _in(references, "TLCPerson", eId=f"person-{one.key}", href=href, showAs=one.name)
    place = facts.closing.place
    _in(references, "TLCLocation", eId="place", href=f"{ontology}/location/{quote(place)}", showAs=place)
    for role in ("author", "signatory"):
        _in(references, "TLCRole", eId=role, href=f"{ontology}/role/{role}", showAs=role)
    for language in facts.languages:
        if language != words.language:
            code = three_letters(language)
            href = f"{work}/{code}@{facts.adopted_on or facts.done_on}"
            _in(
                references,
                "TLCReference",
                name="expression",
                eId=f"expression-{code}",
                href=href,
                showAs=own_name(language),
            )
    add_references(references, work, facts.changes)


def _preface(preface: etree._Element, words: Words, facts: Facts) -> None:
    if facts.conference:
        _line(preface, facts.conference, marked=False, **{"class": "conference"})
    _line(_in(_in(preface, "longTitle", eId="longTitle"), "p"), words.title, "docTitle", eId="docTitle")
    if words.between:
        parties = _in(preface, "formula", eId="formula_parties", name="parties")
        _line(parties, words.between, marked=False)


def _conclusions(conclusions: etree._Element, words: Words, facts: Facts) -> None:
    closing = facts.closing
    if words.clauses:
        clauses = _in(conclusions, "container", eId="container_clauses", name="clauses")
        _line(clauses, words.clauses, marked=False)
    for sentence, kind in ((closing.testimonium, "testimonium"), (closing.place_and_day, "place-and-date")):
        block = _in(conclusions, "p", **{"class": kind})
        for part, what in _told_apart(sentence, closing):
            if what == "place":
                _in(block, "location", refersTo="#place").text = part
            elif what == "day":
                _in(block, "date", date=str(facts.done_on)).text = part
            else:
                _add(block, part)
    if facts.signers:
        signatures = _in(conclusions, "container", eId="container_signatures", name="signatures")
        for one in facts.signers:
            _signature(_in(_in(signatures, "p"), "signature"), one)


def _told_apart(sentence: str, closing: Closing) -> Iterator[tuple[str, str]]:
    """A sentence with its place and its day marked where they stand in it as they are called."""
    before, day, after = sentence.partition(closing.day)
    for text in (before, after):
        head, place, tail = text.partition(closing.place)
        yield head, ""
        if place:
            yield place, "place"
        yield tail, ""
        if text is before and day:
            yield day, "day"


def _signature(block: etree._Element, one: Signer) -> None:
    person = _in(block, "person", refersTo=f"#person-{one.key}", **{"as": "#signatory"})
    person.text, person.tail = one.name, f", {one.office}, " if one.office else ", "
    city = _in(block, "organization", refersTo=f"#city-{_plain(one.city_code)}")
    city.text, city.tail = one.city, f" ({one.proxy})" if one.proxy else ""


# --- beside the record in a PDF --------------------------------------------------------------------------------------


def file_name(language: str) -> str:
    """Of the file of a language: ``declaration.zh-Hant.xml``."""
    return f"declaration.{language}.xml"


def attached(pdf: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The record in a PDF, and the Akoma Ntoso of each language beside it; b"" and nothing where there is none.

    Raises :class:`BrokenPdf`.
    """
    files = attachments(pdf, re.compile(rf"{re.escape(RECORD)}|{_FILE.pattern}"))
    named = ((_FILE.fullmatch(name), data) for name, data in files.items())
    return files.get(RECORD, b""), {found["language"]: data for found, data in named if found}


def compared(pdf: bytes) -> tuple[Compared, ...]:
    """From a file alone: whether each Akoma Ntoso in it has the words of the record beside it. Empty where none is
    attached, or no record of ours. To be called in a bounded process."""
    try:
        told, files = attached(pdf)
        record = json.loads(told)
        texts = {str(one["language"]): (one["content"], one["sha256"]) for one in record["texts"]}
        bound, text_id = record["original"]["language"], UUID(record["id"]).hex
    except (BrokenPdf, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()  # nothing of ours: what a signature says of such a file is said elsewhere
    expected = ([str(bound)] if bound else list(texts)) if files else []
    return tuple(
        Compared(language, rules.likeness(files.get(language), text_id, language, texts))
        for language in dict.fromkeys([*expected, *files])
    )
