"""What declarations keep about a person."""

from __future__ import annotations

from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations import queries
from eventsys.privacy.service import Holding, columns

__all__ = ["HOLDINGS"]

HOLDINGS = (
    Holding(
        "signatory", _l("Your signatures"), queries.signatories_who_are,
        {"declaration.title": _l("Document"), "name": _l("Name"), "native_name": _l("Name in own script"), "office": _l("Office"),
         "city": _l("City"), "by_proxy": _l("By proxy"), "principal": _l("On behalf of"), "answer": _l("State"),
         "signed_on": _l("Date of the signature"), "signed_at": _l("Given on"), "note": _l("Note")},
        columns("id public_id declaration_id delegation_id delegate_id position native_city powers_digest state way"),
    ),
    Holding(
        "declaration_mandate", _l("Documents that you are to sign"), queries.mandates_of,
        {"declaration.title": _l("Document")},
        columns("id declaration_id delegation_id delegate_id powers_digest rank"),
    ),
)  # fmt: skip
