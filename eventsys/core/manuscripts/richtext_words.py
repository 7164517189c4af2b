"""Control words of RTF by what they mean for the words of a text (Microsoft's specification, version 1.9.1)."""

from __future__ import annotations

from eventsys.core.manuscripts.values import LossKind

__all__ = ["CODE_PAGES", "COPIES", "DROPPED", "KEPT", "NAMED", "SIGNS", "SPACES", "SWITCHES", "SYMBOLS"]

#: By number of ``\ansicpg`` and, below 256, by ``\fcharset``; others are Python's ``cpNUMBER``.
CODE_PAGES = {
    10000: "mac_roman",
    65001: "utf-8",
    708: "iso8859_6",
    1361: "johab",
    20866: "koi8_r",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}

#: Parts that are no words of the text and that pandoc reads: they stay in the file.
KEPT = frozenset(
    {
        "fonttbl",
        "colortbl",
        "stylesheet",
        "listtable",
        "listoverridetable",
        "info",
        "fldinst",
        "footnote",
    }
)

#: Parts that leave the file and are named to whoever sent it.
NAMED = {
    "annotation": LossKind.COMMENT,
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        LossKind.HEADER,
    ),
    "shptxt": LossKind.TEXT_BOX,
    "dptxbxtext": LossKind.TEXT_BOX,
    "pict": LossKind.PICTURE,
    "objdata": LossKind.EMBEDDED,
}

#: What stands before once more, for old readers.
COPIES = frozenset({"shprslt", "nonshppict"})

#: Parts that leave the file without a word: marks of places, numbers of lists, settings.
DROPPED = COPIES | frozenset(
    {
        "shp",
        "do",
        "xe",
        "tc",
        "atnid",
        "atnauthor",
        "atntime",
        "atndate",
        "listtext",
        "pntext",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "filetbl",
        "revtbl",
        "rsidtbl",
        "generator",
    }
)

SIGNS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SPACES = frozenset({"par", "line", "sect", "page", "row", "cell", "tab", "nestcell", "nestrow", "column"})

#: What holds for the words behind it, until it is switched off or its group ends.
SWITCHES = {"deleted": "deleted", "mvf": "deleted", "revised": "inserted", "mvt": "moved", "v": "hidden"}

#: Backslash and one sign.
SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\n": "\n", b"\r": "\n"}
