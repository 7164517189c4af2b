"""Passwords and addresses."""

import pytest

from eventsys.accounts.users.errors import PasswordTooCommon, PasswordTooShort
from eventsys.accounts.users.rules import normalized_address, password_problem


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("elevenchars", PasswordTooShort),
        ("password1234", PasswordTooCommon),
        ("P@ssw0rd2013!", PasswordTooCommon),
        ("aaaaaaaaaaaaaaaa", PasswordTooCommon),
        ("abcdefghijkl", PasswordTooCommon),
        ("qwertyuiop123456", PasswordTooCommon),
        ("hanoi-plenary-2013", PasswordTooCommon),
        ("binh.tran2013", PasswordTooCommon),
        ("horse staple battery", None),
        ("cá chép hoá rồng", None),
        ("dqX7-mmZe-0pLw", None),
    ],
)
def test_password_problem(password, problem):
    found = password_problem(password, about=("Bình Tran", "binh.tran@example.org"))
    assert type(found) is (problem or type(None))


def test_addresses_are_kept_in_one_form():
    assert normalized_address("  Jos\u0065\u0301@Example.ORG ") == "jos\u00e9@example.org"
