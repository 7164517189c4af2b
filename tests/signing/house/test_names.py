from __future__ import annotations

import pytest

from eventsys.signing.house.names import latin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn Thế Thảo", "Nguyen The Thao"),
        ("Đỗ Łódź", "Do Lodz"),
        ("Игорь Щукин", "Igor Shchukin"),
        ("Улаанбаатар", "Ulaanbaatar"),
        ("서울 시장", "Seoul Sijang"),
        ("Zoë  O’Brien-Smith", "Zoe OBrien-Smith"),
        ("東京都", ""),
        ("ရန်ကုန်", ""),
        ("กรุงเทพ", ""),
        ("Tokyo 東京", ""),
        ("", ""),
        ("a" * 100, "a" * 64),
    ],
)
def test_latin(name: str, expected: str) -> None:
    assert latin(name) == expected
