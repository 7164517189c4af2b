"""What no translator's program writes is refused by name, and never costs more than reading it."""

from __future__ import annotations

import pytest

from eventsys.core.bilingual import (
    MEGABYTES,
    SECONDS,
    BilingualRefused,
    BilingualUnreadable,
    CodeFault,
    FormerXliff,
    NotMemory,
    NotXliff,
    SegmentState,
    TooManyPieces,
    matches_in,
    read_tmx,
    read_xliff,
    starred,
)
from eventsys.core.bilingual.parsing import MOST_OCTETS
from eventsys.core.bounded.calling import TookTooMuch, call

BOMB = '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr">'


def file(*units: str) -> bytes:
    return f'{HEAD}<file id="f" original="o">{"".join(units)}</file></xliff>'.encode()


def unit(inside: str, key: str = "k", *, data: str = "") -> str:
    return f'<unit id="{key}">{data}{inside}</unit>'


def segment(target: str, source: str = "we <pc id='stress1'>agree</pc>", *, about: str = "") -> str:
    return f"<segment {about}><source>{source}</source><target>{target}</target></segment>"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", BilingualUnreadable),
        (b"PK\x03\x04 a zip", BilingualUnreadable),
        (b"<xliff", BilingualUnreadable),
        (f"{BOMB}<xliff>&b;</xliff>".encode(), BilingualUnreadable),
        (f"{BOMB}{HEAD}</xliff>".encode(), BilingualUnreadable),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x>&e;</x>', BilingualUnreadable),
        (b"<a>" * 5000, BilingualUnreadable),
        (b" " * (MOST_OCTETS + 1), BilingualUnreadable),
        (b"<html/>", NotXliff),
        (b'<xliff version="2.0" xmlns="urn:of:nobody"/>', NotXliff),
        (file().replace(b"<file", b'<file id="e"/><file'), NotXliff),
        (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', FormerXliff),
        (b'<xliff version="1.0"><file/></xliff>', FormerXliff),
        (file(unit("") * 3001), TooManyPieces),
    ],
)
def test_no_file_of_a_translator(data: bytes, refusal: type[BilingualRefused]):
    with pytest.raises(refusal) as found:
        read_xliff(data)
    assert str(found.value)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"<tmx>", BilingualUnreadable),
        (f"{BOMB}<tmx>&b;</tmx>".encode(), BilingualUnreadable),
        (file(), NotMemory),
        (b"<tmx><body>" + b"<tu/>" * 20_001 + b"</body></tmx>", TooManyPieces),
    ],
)
def test_no_memory(data: bytes, refusal: type[BilingualRefused]):
    with pytest.raises(refusal):
        read_tmx(data)


def test_a_memory_that_asks_for_days_is_stopped():
    """A small file whose likeness to long pieces would be counted for ever, in the process of its own."""
    words = "ab" * 2_000_000
    memory = f"<tmx><body>{''.join(_pair(words + str(n)) for n in range(4))}</body></tmx>".encode()
    with pytest.raises(TookTooMuch):
        call(matches_in, memory, {"k": words[1:]}, "en", "fr", origin="", seconds=1, megabytes=MEGABYTES)
    assert SECONDS <= 10


def _pair(words: str) -> str:
    return f'<tu><tuv xml:lang="en"><seg>{words}</seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu>'


@pytest.mark.parametrize(
    ("target", "words", "fault"),
    [
        ("nous <pc id='stress1'>acceptons</pc>", "nous *acceptons*", None),
        ("nous<pc id='stress1'> acceptons </pc>!", "nous *acceptons* !", None),
        ("nous <sc id='stress1'/>acceptons<ec startRef='stress1'/>", "nous *acceptons*", None),
        (
            "un<ph id='break9' subType='xlf:lb'/>deux<ph id='2' copyOf='break1'/>trois",
            "un\ndeux\ntrois",
            None,
        ),
        ("un <mrk id='m' type='comment'>mot</mrk><sm id='s'/><em startRef='s'/>", "un mot", None),
        ("un<cp hex='FFFE'/>", "un\ufffe", None),
        ("nous <sc id='stress1'/>acceptons", "nous *acceptons*", CodeFault.BROKEN),
        ("nous acceptons<ec startRef='stress1'/>", "nous acceptons", CodeFault.BROKEN),
        ("<pc id='1'>a <pc id='2'>b</pc></pc>", "*a b*", CodeFault.BROKEN),
        ("un<cp hex='zz'/>", "un", CodeFault.BROKEN),
        ("une <ph id='image'/>", "une ", CodeFault.UNKNOWN),
        ("une <b>chose</b>", "une ", CodeFault.UNKNOWN),
        ("", "", None),
        ("   ", "", None),
    ],
)
def test_codes_in_a_target(target: str, words: str, fault: CodeFault | None):
    found = read_xliff(file(unit(segment(target)))).segments[0]
    assert (starred(found.target), found.fault) == (words, fault)


def test_a_piece_that_was_cut_is_whole_again():
    """By a program that cuts at sentences: one segment comes first in the other language, the blank has no target."""
    cut = "".join(
        (
            segment("Deux.", "One.", about='state="final"').replace("<target>", '<target order="3">'),
            "<ignorable><source> </source></ignorable>",
            segment("Un.", "Two.", about='state="reviewed"').replace("<target>", '<target order="1">'),
        )
    )
    found = read_xliff(file(unit(cut))).segments[0]
    assert (starred(found.source), starred(found.target)) == ("One. Two.", "Un. Deux.")
    assert (found.state, found.fault) == (SegmentState.REVIEWED, None)
    half = read_xliff(file(unit(cut.replace("Un.", "")))).segments[0]
    assert half.fault == CodeFault.HALF
