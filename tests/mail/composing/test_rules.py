"""Header fields that every reader gives back."""

from __future__ import annotations

import email
import email.policy

import fast_mail_parser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsys.mail.composing import rules

_VI = "Thư mời Thành phố Hà Nội tham dự Hội nghị toàn thể lần thứ 12 của Mạng lưới các thành phố lớn châu Á"
_MY = "ရန်ကုန်မြို့တော်ကို ၁၂ ကြိမ်မြောက် အစည်းအဝေးသို့ ဖိတ်ကြားခြင်း"
_ZH = "第十二届亚洲主要城市网络全体会议邀请函：请北京市派代表团出席在河内举行的会议并提交代表名单"


def _read(field: str) -> fast_mail_parser.PyMail:
    """By a reader of another make."""
    return fast_mail_parser.parse_email(f"{field}\r\n\r\nx".encode())


TEXTS = [
    _VI,
    f"{_VI} {_VI}",
    _MY,
    f"{_MY} {_MY}",
    _ZH,
    "Đ" * 300,
    "été à Hué",
    "plain",
    "word " * 50 + "end",
    "x" * 80 + " end",
    "not =?utf-8?q?encoded?= at all",
    "Kyiv’s “12th” plenary – №5",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_subject_of_any_length_and_script_is_read_back_word_by_word(text: str):
    field = rules.text_field("Subject", text)
    assert _read(field).subject == text
    assert email.message_from_string(f"{field}\n\n", policy=email.policy.default)["Subject"] == text
    assert field.isascii()
    assert max(map(len, field.split("\r\n"))) <= 76


@given(
    st.lists(
        st.sampled_from([*_VI.split(), *_MY.split(), _ZH, "a", "=?", "12", "=_"]), min_size=1, max_size=40
    )
)
def test_every_vietnamese_burmese_chinese_subject_survives(words: list[str]):
    text = " ".join(words)
    assert _read(rules.text_field("Subject", text)).subject == text


@pytest.mark.parametrize("name", ['Smith, "Bob" Jr.', r"back\slash", "J. O'Neil (Seoul)", "Ana"])
def test_a_name_with_commas_and_quotation_marks_is_quoted(name: str):
    field = rules.address_field("To", name, "binh@example.org")
    (read,) = email.message_from_string(f"{field}\n\n", policy=email.policy.default)["To"].addresses
    assert (read.display_name, read.addr_spec) == (name, "binh@example.org")


@pytest.mark.parametrize("name", ['Nguyễn, "Bình" <Jr.>', "Ban thư ký", _MY, _VI, "Ana =?x?="])
def test_a_name_in_any_script_stays_one_name_of_one_address(name: str):
    field = rules.address_field("To", name, "binh@example.org")
    assert _read(field).headers["To"] == [f"{name} <binh@example.org>"]
    (read,) = email.message_from_string(f"{field}\n\n", policy=email.policy.default)["To"].addresses
    assert read.addr_spec == "binh@example.org"
    # Python's reader shows the break between two encoded words as one more space.
    assert read.display_name.replace(" ", "") == name.replace(" ", "")
