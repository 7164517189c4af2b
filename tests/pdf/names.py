"""Names to try every engine with: (name, language), by script."""

from __future__ import annotations

import unicodedata
from typing import Final

NAMES: Final = [
    ("Anna Müller", ""), ("José García Núñez", "es"), ("Łukasz Żółć", "pl"), ("Åsa Øst-Søren", "da"),
    ("Siti Nurhaliza binti Tarudin", "ms"), ("O’Brien, Jean-Luc", "fr"), ("Office of the fifth affair", "en"),
    ("Nguyễn Thế Thảo", "vi"), ("Đặng Thị Ngọc Ưu", "vi"), ("Phạm Quỳnh Như", "vi"), ("Trần Đỗ Hữu Nghĩa", "vi"),
    ("Улаанбаатар Болд", "mn"), ("Сергей Ёлкин", "ru"), ("Їжакевич Ґанна", "uk"), ("Өнөрбек Қызы", "kk"),
    ("東京都知事", "ja"), ("猪瀬 直樹", "ja"), ("渡邉 大輔", "ja"), ("髙橋 薫", "ja"), ("ハルカ さくら", "ja"),
    ("シャルロット・ヴァン", "ja"), ("北京直辖市", "zh-Hans"), ("陈 志明", "zh-Hans"), ("臺北市政府", "zh-Hant"),
    ("黃 雅婷", "zh-Hant"), ("郝 龍斌", "zh-TW"), ("서울특별시", "ko"), ("박 원순", "ko"), ("김 민준", "ko"),
    ("สุขุมพันธุ์ บริพัตร", "th"), ("กรุงเทพมหานคร", "th"), ("น้ำ ปั่น ที่รัก", "th"), ("ปิยะดา ญี่ปุ่น", "th"),
    ("ນະຄອນຫຼວງວຽງຈັນ", "lo"), ("ສົມພອນ ຄຳຫຼ້າ", "lo"), ("ບຸນມີ ສີສຸລາດ", "lo"),
    ("រាជធានីភ្នំពេញ", "km"), ("កែប ជុតិមា", "km"), ("វណ្ណា ពិសិដ្ឋ", "km"),
    ("ရန်ကုန်", "my"), ("ကျော်ဇင် မြင့်မြင့်", "my"), ("သန္တာ ထွန်းထွန်း", "my"),
    ("दिल्ली", "hi"), ("श्रीकान्त शर्मा", "hi"), ("नरेन्द्र मोदी", "hi"), ("प्रिया क्षत्रिय", "hi"),
    ("الرياض", "ar"), ("محمد العتيبي", "ar"), ("فاطمة القحطاني", "ar"), ("عبدالله بن خالد", "ar"),
    ("葛󠄀城 太郎", "ja"), ("葛󠄀城", "zh-Hant"), ("ㇷ゚シㇼ", "ja"), ("𛀁𛀂 ん", "ja"), ("邉󠄕 一", ""),
    ("№ 5, n° 7, 8 °C", "fr"), ("㈱東京 ★ ㈜서울", "ja"), ("Acme® ™", "en"),
    ("Tokyo 東京 서울", "ja"), ("Nguyễn 阮 Сергей", "vi"), ("Kim 김민준 (金敏俊)", "ko"), ("Sato さとう Som สม", "ja"),
    ("Mohamed محمد", "en"), ("Yangon ရန်ကုန် 2013", "my"),
    (unicodedata.normalize("NFD", "Nguyễn Thế Thảo"), "vi"), (unicodedata.normalize("NFD", "José Ångström"), "es"),
    (unicodedata.normalize("NFD", "서울 박원순"), "ko"), ("An 😀 Bình", "vi"),
]  # fmt: skip
