"""Nothing gets lost between us and a translator's program: any words in any language, out and in, and read by another make."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from eventsys.core.bilingual import (
    Note,
    Remembered,
    Runs,
    Segment,
    SegmentState,
    Sheet,
    read_tmx,
    read_xliff,
    starred,
    tmx,
    xliff,
)
from eventsys.core.bilingual.values import even
from eventsys.core.words.text import clean
from eventsys.declarations.acts.rules import emphasis

SAMPLES = (
    "",
    "we *firmly* agree, 3 * 4",
    "l’an « 2026 » ; a & b < c > d",
    "Hà Nội\nđồng lòng",
    "نتعهد *بحزم* بالعمل (Hanoi 2026) معًا",
    "我们*坚决*同意。",
    "เมือง\u200bต่าง\u200bๆ *ตกลง* กัน",
    "မြန်မာ *သဘောတူ* သည်",
    "서울은 *굳게*를 한다",
    "ends in a *star*",
    "*begins*\nwith one",
    "]]> &amp; <pc id='1'>",
    "noncharacter \ufffe and \U0010ffff",
)
"""As people write them; hypothesis mixes signs that they do not."""

texts = st.one_of(
    st.sampled_from(SAMPLES),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60).map(clean),
    st.lists(st.sampled_from([*SAMPLES, "*", " ", "\n", "**", "* *", "\t"]), max_size=6).map(
        lambda some: clean("".join(some))
    ),
)


def runs(text: str) -> Runs:
    return tuple(emphasis(text))


def sheet(source: str, target: str, *, tags: tuple[str, str] = ("en", "ar")) -> Sheet:
    note = Note("Point 1 \ufffe", "place")
    segment = Segment(
        "0192aabb", "Point 1", runs(source), runs(target), SegmentState.TRANSLATED, "ab", (note,)
    )
    return Sheet(*tags, "anmc/declarations/x/v3", (segment,), (note,), ("ltr", "rtl"))


@settings(max_examples=300)
@given(texts, texts)
def test_any_words_come_back_as_they_went(source: str, target: str):
    found = read_xliff(xliff(sheet(source, target))).segments[0]
    assert (starred(found.source), starred(found.target)) == (source, target)
    assert (found.source, found.fault) == (even(runs(source)), None)


@settings(max_examples=300)
@given(texts.filter(bool), texts.filter(bool))
def test_a_memory_remembers_any_words(source: str, target: str):
    memory = [Remembered({"en": runs(source), "zh-Hant": runs(target)}, "Hanoi (2013): Point 1", "k1")]
    (found,) = read_tmx(tmx(memory, version="1"))
    assert {tag: starred(words) for tag, words in found.words.items()} == {"en": source, "zh-Hant": target}
    assert (found.origin, found.key) == ("Hanoi (2013): Point 1", "k1")


def test_what_stands_around_the_words():
    data = xliff(sheet("We *agree*.\nAll of us.", ""))
    root = etree.fromstring(data)
    names = {"x": root.nsmap[None]}
    assert dict(root.attrib) == {"version": "2.0", "srcLang": "en", "trgLang": "ar"}
    (file,), (unit,) = root.findall("x:file", names), root.findall("x:file/x:unit", names)
    assert dict(file.attrib) == {
        "id": "f1",
        "original": "anmc/declarations/x/v3",
        "srcDir": "ltr",
        "trgDir": "rtl",
    }
    assert [etree.QName(one).localname for one in unit] == ["metadata", "notes", "originalData", "segment"]
    assert unit.find("x:segment/x:target", names) is None
    assert data == xliff(sheet("We *agree*.\nAll of us.", ""))


# --- another make ----------------------------------------------------------------------------------------------


def flat(text: str) -> str:
    """As translate-toolkit shows words: without codes, and with what is a code to us left out."""
    return "".join(words for words, _stressed in emphasis(text)).replace("\n", "")


@pytest.mark.parametrize("text", [one for one in SAMPLES if one and "\ufffe" not in one])
def test_translate_toolkit_reads_what_we_write(text: str):
    (unit,) = Xliff2File.parsestring(xliff(sheet(text, text))).units
    assert (unit.getid(), unit.source, unit.target) == ("0192aabb", flat(text), flat(text))
    assert unit.istranslated()
    memory = [Remembered({"en": runs(text), "ar": runs("نتفق")}, "", "k1")]
    (known,) = tmxfile.parsestring(tmx(memory, version="1"), "en", "ar").units
    assert (known.source, known.target) == (text, "نتفق")


def test_we_read_what_translate_toolkit_writes():
    """A file of ours that it has filled in, with its own indents and without its own codes; and a memory of its own."""
    file = Xliff2File.parsestring(xliff(sheet("Hanoi\nagrees *firmly*", "")))
    file.units[0].target = "*بحزم* هانوي"
    file.units[0].marktranslated()
    back = read_xliff(bytes(file)).segments[0]
    assert (starred(back.source), starred(back.target)) == ("Hanoi\nagrees *firmly*", "*بحزم* هانوي")
    assert (back.state, back.digest, back.fault) == (SegmentState.TRANSLATED, "ab", None)
    memory = tmxfile()
    memory.addtranslation("Cities agree.", "en-US", "Các thành phố đồng ý.", "vi", comment="Hanoi")
    (found,) = read_tmx(bytes(memory))
    assert found.origin == "Hanoi"
    assert {tag: unicodedata.normalize("NFC", starred(words)) for tag, words in found.words.items()} == {
        "en-US": "Cities agree.",
        "vi": "Các thành phố đồng ý.",
    }
