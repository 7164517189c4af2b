"""One signature that stands in several fields.

Whoever signs may show it in two places, and covers both. In a field that took it over later it was given by nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from eventsys.signing.document.graph import frozen, raw

__all__ = ["in_several_fields", "is_signers_doing"]

Signatures = Sequence[EmbeddedPdfSignature]


def in_several_fields(signatures: Signatures) -> list[Signatures]:
    """Those that are one and the same, together."""
    alike: defaultdict[tuple[int, ...], list[EmbeddedPdfSignature]] = defaultdict(list)
    for one in signatures:
        alike[tuple(one.byte_range)].append(one)
    return [group for group in alike.values() if len(group) > 1]


def is_signers_doing(reader: PdfFileReader, group: Signatures) -> bool:
    """Whether each of the fields had it in the very revision that was signed."""
    past = reader.get_historical_resolver(group[0].signed_revision)
    try:
        fields = {
            name: field.get_object() for name, value, field in enumerate_sig_fields(past) if value is not None
        }
    except Exception:  # noqa: BLE001 - what cannot be read any more proves nothing
        return False
    return all(
        one.field_name in fields
        and frozen(raw(fields[one.field_name], "/V")) == frozen(raw(one.sig_field, "/V"))
        for one in group
    )
