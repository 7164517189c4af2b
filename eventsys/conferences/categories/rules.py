"""The categories plenaries usually have, offered with one click, and a category's code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StandardCategory:
    code: str
    en: str
    fr: str
    vi: str
    colour: str
    is_head: bool = False

    @property
    def name(self) -> dict[str, str]:
        return {"en": self.en, "fr": self.fr, "vi": self.vi}


# Every colour carries white words with a contrast of at least 4.5 to 1.
STANDARD_CATEGORIES = (
    StandardCategory(
        "head", "Head of delegation", "Chef de délégation", "Trưởng đoàn", "#8c1d2f", is_head=True
    ),
    StandardCategory("alternate", "Alternate", "Suppléant", "Đại biểu dự khuyết", "#a34a1f"),
    StandardCategory("delegate", "Delegate", "Délégué", "Đại biểu", "#1d4f8c"),
    StandardCategory("adviser", "Adviser", "Conseiller", "Cố vấn", "#3d5a80"),
    StandardCategory("expert", "Expert", "Expert", "Chuyên gia", "#0e5a6b"),
    StandardCategory("speaker", "Speaker", "Intervenant", "Diễn giả", "#5b3a8c"),
    StandardCategory("observer", "Observer", "Observateur", "Quan sát viên", "#565f6c"),
    StandardCategory("interpreter", "Interpreter", "Interprète", "Phiên dịch", "#7a5c00"),
    StandardCategory("press", "Press", "Presse", "Báo chí", "#1f6f43"),
    StandardCategory("staff", "Staff", "Équipe d'organisation", "Ban tổ chức", "#37424f"),
    StandardCategory("security", "Security", "Sécurité", "An ninh", "#16202e"),
    StandardCategory("vip", "VIP", "Personnalité", "Khách mời danh dự", "#7b1e5c"),
)


def code_for(name: Mapping[str, str]) -> str:
    """A category's code from its English word, else from any: ``head-of-delegation``."""
    text = name.get("en") or next(iter(name.values()), "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", plain.casefold().replace("đ", "d")).strip("-")
