"""Signs that are not seen, and signs that are no letters.

Copying brings zero-width signs along: two names look alike and are not, a search misses, a badge has a gap. But
Persian, Sinhala and the scripts of India spell with joiners, and Burmese, Khmer, Thai and Lao, written without
spaces, break their lines at a zero-width one: there they stay.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["code_points", "emoji_in", "without_stray_signs"]

#: Arabic with Syriac and N'Ko; India with Sinhala; Tibet, Burma, Mongolia, Khmer, the Philippines and Java.
_JOINING: Final = (
    "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
    "\u0900-\u0dff\ua830-\ua83f\ua880-\ua8ff\U00011000-\U000114ff\U00011580-\U000116cf"
    "\u0f00-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1700-\u18af\u1b00-\u1bff\ua980-\ua9df"
)
#: Thai, Lao, Tibetan, Burmese, Khmer, Tai.
_UNSPACED: Final = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aad\ua9e0-\ua9ff\uaa60-\uaadf"
_HAN: Final = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PICTURE: Final = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_JOINED_PICTURE: Final = f"(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])"

_KEPT: Final = re.compile(
    f"(?<=[{_JOINING}])[\u200c\u200d]+(?=[{_JOINING}])"
    f"|(?<=[{_JOINING}])\u200d(?!\\S)"  # Malayalam and Bengali end words with one
    f"|(?<=[{_UNSPACED}])\u200b+(?=[{_UNSPACED}])"
    f"|(?<=[{_HAN}])[\ufe00-\ufe0d\U000e0100-\U000e01ef]"
    f"|(?<=[{_PICTURE}#*0-9])[\ufe0e\ufe0f]"
    f"|(?<=[\u1800-\u18af])[\u180b-\u180f]"
    f"|(?<=[\u1000-\u109f\uaa60-\uaa7f])\ufe00"  # dotted forms of Khamti and other letters
    f"|{_JOINED_PICTURE}"
)
#: Joiners, zero-width spaces and breaks, direction marks, hyphens that show only at a line's end, tags, selectors,
#: annotation signs, and letters that are blank: Hangul's fillers and Braille's empty cell.
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\u3164\uffa0\u2800\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: What phones draw as a picture of its own accord (Unicode's ``Emoji_Presentation``).
_EMOJI: Final = re.compile(
    "[\U0001f000-\U0001f0ff\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250-\U0001f251\U0001f300-\U0001faff"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
)


def without_stray_signs(text: str) -> str:
    """Zero-width signs stay where a script spells or breaks lines with them, and go elsewhere.

    >>> without_stray_signs("Nguy\u200bễn"), without_stray_signs("می\u200cخواهم") == "می\u200cخواهم"
    ('Nguyễn', True)
    """
    if text.isascii() or not _UNSEEN.search(text):
        return text
    kept = {place for found in _KEPT.finditer(text) for place in range(*found.span())}
    return "".join(sign for place, sign in enumerate(text) if place in kept or not _UNSEEN.match(sign))


def emoji_in(text: str) -> list[str]:
    """Pictures in the order they come, each once; №, ™, ★ and other signs of print are none."""
    return list(dict.fromkeys(_EMOJI.findall(text)))


def code_points(sign: str) -> str:
    """How a sign is spoken of where it may not be seen.

    >>> code_points("ㇷ゚")
    'U+31F7 U+309A'
    """
    return " ".join(f"U+{ord(letter):04X}" for letter in sign)
