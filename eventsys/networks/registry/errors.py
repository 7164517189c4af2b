from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class BadCode(Refusal):
    message = _l(
        "“%(code)s” cannot be a code: use capital letters, figures and hyphens, at most %(most)s signs."
    )


class CodeTaken(Refusal):
    message = _l("The code %(code)s is already in use. Choose another one.")


class NameMissing(Refusal):
    message = _l("Give a name in at least one language.")


class UnknownCountry(Refusal):
    message = _l("“%(country)s” is not a country code of ISO 3166-1, such as VN or JP.")


class UnknownTimezone(Refusal):
    message = _l("“%(timezone)s” is not a time zone we know. Write it like Asia/Ho_Chi_Minh.")
