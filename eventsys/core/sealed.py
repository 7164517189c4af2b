"""Columns that cannot be read from the database alone: encrypted with a key derived from the secret key.

For what would hurt people when a copy of the data falls into other hands, without the secret key: passports, and
letters with their links. Fernet (AES in CBC mode with an HMAC): what was altered is refused, not read.
"""

from __future__ import annotations

import base64
from datetime import date

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from eventsys.core.current import key_for
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["OtherKey", "Sealed", "SealedDate"]


class OtherKey(Refusal):
    """The secret key is not the one it was kept with, or the text was altered."""

    message = _l(
        "This was kept with another secret key (EVENTSYS_SECRET_KEY) and cannot be read. "
        "Start again with the key that was in use then."
    )


class Sealed(TypeDecorator[str]):
    """A text, sealed for one ``purpose``: what is sealed for another does not open it. Raises :class:`OtherKey`."""

    impl = Text
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def _fernet(self) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(key_for(f"sealed {self.purpose}")))

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else self._fernet().encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return self._fernet().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise OtherKey from error


class SealedDate(TypeDecorator[date]):
    """A day, kept as :class:`Sealed` keeps a text."""

    impl = Text
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return Sealed(self.purpose).process_bind_param(value.isoformat() if value else None, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        found = Sealed(self.purpose).process_result_value(value, dialect)
        return date.fromisoformat(found) if found else None
