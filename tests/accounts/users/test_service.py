"""Accounts made."""

import pytest

from eventsys.accounts.users import service
from eventsys.accounts.users.errors import AddressTaken
from eventsys.core.addresses import AddressAsName, BadAddress
from tests.accounts.factories import PASSWORD, make_user


@pytest.mark.usefixtures("app")
def test_create_user_refuses_by_name():
    make_user(email="known@example.org")
    with pytest.raises(AddressTaken):
        service.create_user("Known@Example.org", "Twice", PASSWORD)
    with pytest.raises(BadAddress):
        service.create_user("not an address", "Nobody", PASSWORD)
    with pytest.raises(AddressAsName):
        service.create_user("guest@example.org", "Win at www.evil.example", PASSWORD)
