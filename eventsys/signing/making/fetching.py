"""Asking others, while signing, what will prove later that the certificates were in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from asn1crypto import x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError, ValidationError
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from eventsys.signing.errors.certificates import SignerRevoked
from eventsys.signing.errors.making import EvidenceUnavailable, TimeStampRevoked, TimeStampUnavailable
from eventsys.signing.values.api import Assurance

__all__ = ["BEFORE", "BESIDE", "fetching", "named"]

#: Evidence stands where the signature or stamp covers it: nothing is ever added behind the last one.
BEFORE: Final = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
BESIDE: Final = DSSContentSettings(
    include_vri=False,
    placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE,
    next_ts_settings=BEFORE,
)


def fetching(assurance: Assurance, *, moment: datetime | None = None) -> ValidationContext:
    """A context that asks over the network (OCSP, CRL) and is content with nothing less than an answer.

    ``moment``: when what is asked about is known to have been there, if not now; today's answers tell of then as well.
    """
    return ValidationContext(
        moment=moment,
        retroactive_revinfo=moment is not None,
        trust_roots=[x509.Certificate.load(anchor) for anchor in assurance.anchors],
        crls=list(assurance.crls),
        allow_fetching=True,
        revocation_mode="require",
        fetcher_backend=RequestsFetcherBackend(per_request_timeout=assurance.timeout),
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _tells_time(error: RevokedError) -> bool:
    """Whether it is about whoever stamps the time, not about whoever signs."""
    leaf = error.original_path.leaf
    purposes = leaf.extended_key_usage_value if isinstance(leaf, x509.Certificate) else None
    return purposes is not None and "time_stamping" in purposes.native


@contextmanager
def named() -> Iterator[None]:
    """What goes wrong with the services of others gets a name.

    Raises :class:`TimeStampUnavailable`, :class:`TimeStampRevoked`, :class:`EvidenceUnavailable`, :class:`SignerRevoked`.
    """
    try:
        yield
    except TimestampRequestError as error:
        raise TimeStampUnavailable() from error
    except (SigningError, ValidationError, PathBuildingError) as error:
        causes = list(_causes(error))
        if revoked := next((one for one in causes if isinstance(one, RevokedError)), None):
            raise (TimeStampRevoked() if _tells_time(revoked) else SignerRevoked()) from error
        if any(isinstance(one, ValidationError | PathBuildingError) for one in causes):
            raise EvidenceUnavailable() from error
        raise
    except OSError as error:
        raise TimeStampUnavailable() from error
