"""Pure decisions: what a server's answer means, headers that every reader gives back, links cut off."""

from __future__ import annotations

import email
import email.policy

import fast_mail_parser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsys.mail import rules
from eventsys.mail.models import Reason
from eventsys.mail.rules import Command

_VI = "Thư mời Thành phố Hà Nội tham dự Hội nghị toàn thể lần thứ 12 của Mạng lưới các thành phố lớn châu Á"
_MY = "ရန်ကုန်မြို့တော်ကို ၁၂ ကြိမ်မြောက် အစည်းအဝေးသို့ ဖိတ်ကြားခြင်း"
_ZH = "第十二届亚洲主要城市网络全体会议邀请函：请北京市派代表团出席在河内举行的会议并提交代表名单"

MAIL, RCPT, DATA = Command.MAIL, Command.RCPT, Command.DATA
OURS = [
    (Command.CONNECT, 554, "5.7.1 no service for you", "server"), (Command.EHLO, 504, "5.5.2 bad name", "server"),
    (Command.AUTH, 535, "5.7.8 wrong", "sign_in"), (Command.AUTH, 454, "4.7.0 later", "sign_in"),
    (MAIL, 550, "no", "sender"), (MAIL, 553, "5.1.8 no such domain", "sender"), (MAIL, 530, "5.7.0 first", "sign_in"),
    (MAIL, 550, "5.4.5 Daily user sending limit exceeded", "quota"), (MAIL, 421, "4.7.0 slow down", "server"),
    (MAIL, 452, "4.3.1 disk full", "server"), (MAIL, 550, "5.7.0 go away", "sign_in"), (MAIL, 451, "hm", "sender"),
    (RCPT, 530, "5.7.0 Must issue a STARTTLS command first", "sign_in"), (RCPT, 421, "bye", "server"),
    (RCPT, 550, "5.4.5 quota", "quota"), (RCPT, 554, "5.7.1 <a@b>: Relay access denied", "relay"),
    (RCPT, 553, "5.7.1 <us@x>: Sender address rejected: not owned by user", "sender"),
    (RCPT, 450, "4.1.8 <us@x>: Sender address rejected: Domain not found", "sender"),
    (RCPT, 554, "5.7.1 <host>: Client host rejected: Access denied", "relay"),
    (RCPT, 550, "Hourly sending limit of your account reached", "quota"),
    (DATA, 550, "5.7.26 unauthenticated sender", "sender"), (DATA, 554, "SendAsDenied; not allowed", "sender"),
    (DATA, 535, "who?", "sign_in"), (DATA, 451, "4.3.2 maintenance", "server"),
]  # fmt: skip
THEIRS = [
    (MAIL, 552, "5.3.4 message too big", "too_large", True), (MAIL, 553, "5.6.7 needs SMTPUTF8", "unwritable", True),
    (RCPT, 550, "5.1.1 unknown", "no_such_address", True), (RCPT, 550, "no such user", "no_such_address", True),
    (RCPT, 553, "mailbox name", "no_such_address", True), (RCPT, 552, "5.2.2 full", "mailbox_full", True),
    (RCPT, 452, "4.2.2 full", "mailbox_full", False), (RCPT, 450, "4.2.0 greylisted", "later", False),
    (RCPT, 550, "5.2.1 disabled", "mailbox_closed", True), (RCPT, 550, "5.7.1 policy", "unwanted", True),
    (RCPT, 552, "5.2.2 daily message quota exceeded", "mailbox_full", True), (RCPT, 554, "hm", "refused", True),
    (DATA, 552, "5.7.0 blocked because of its content", "too_large", True), (DATA, 552, "too big", "too_large", True),
    (DATA, 554, "5.7.1 looks like spam", "unwanted", True), (DATA, 451, "later", "later", False),
]  # fmt: skip


@pytest.mark.parametrize(("command", "code", "text", "reason"), OURS)
def test_what_refuses_us_is_mail_being_down(command: Command, code: int, text: str, reason: str):
    verdict = rules.judge(command, code, text)
    assert (verdict.mail_down, verdict.lasting, verdict.reason) == (True, False, Reason(reason))
    assert verdict.answered == (command in {RCPT, DATA})
    assert verdict.words == f"{code} {text}"


@pytest.mark.parametrize(("command", "code", "text", "reason", "lasting"), THEIRS)
def test_what_refuses_a_letter_is_about_that_letter(
    command: Command, code: int, text: str, reason: str, lasting: bool
):
    verdict = rules.judge(command, code, text)
    assert (verdict.mail_down, verdict.lasting, verdict.reason) == (False, lasting, Reason(reason))


def _read(field: str) -> fast_mail_parser.PyMail:
    """By a reader of another make."""
    return fast_mail_parser.parse_email(f"{field}\r\n\r\nx".encode())


TEXTS = [_VI, f"{_VI} {_VI}", _MY, f"{_MY} {_MY}", _ZH, "Đ" * 300, "été à Hué", "plain", "word " * 50 + "end",
         "not =?utf-8?q?encoded?= at all", "Kyiv’s “12th” plenary – №5"]  # fmt: skip


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


def test_links_into_the_house_are_cut_off_in_text_and_html():
    base = "https://plenary.example"
    html = f'<a href="{base}/l/abc.def?x=1&amp;y">{base}/l/abc.def</a> <a href="https://elsewhere.example/x">x</a>'
    assert rules.masked(html, base) == (
        f'<a href="{base}/•••">{base}/•••</a> <a href="https://elsewhere.example/x">x</a>'
    )
    assert "abc" not in rules.masked(f"Answer:\n{base}/l/abc\n", base)
    assert "abc" not in rules.masked("Answer:\nhttp://before.it.moved:8000/l/abc\n", base)


def test_words_of_headers_are_one_line():
    assert rules.one_line("Two\r\n Bcc: x\u2028y  z") == "Two Bcc: x y z"
    assert rules.one_line("Invitation\u00a0: venez\u202f!") == "Invitation\u00a0: venez\u202f!"
    assert rules.one_line("می\u200cخواهم") == "می\u200cخواهم"
