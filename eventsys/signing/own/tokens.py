"""Keys that never leave their token: a card, a stick or a server, through its PKCS#11 library.

with from_token("/usr/lib/…/opensc-pkcs11.so", pin=ask, trust=trust, now=now) as pen:
    sign.sign_at(pdf, by=pen, …)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, Final

import pkcs11
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import Attribute, Mechanism, ObjectClass, PKCS11Error, TokenFlag
from pkcs11.exceptions import (
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    UserPinNotInitialized,
)
from pkcs11.exceptions import (
    PinLocked as Locked,
)
from pyhanko.sign.pkcs11 import PKCS11Signer

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import list_words
from eventsys.signing.errors.tokens import (
    CertificateUnclear,
    NoSigningCertificate,
    PinLocked,
    PinWrong,
    TokenFailed,
    TokenLibraryUnusable,
    TokenMissing,
    TokenUnclear,
)
from eventsys.signing.trust.asking import check_revocation
from eventsys.signing.trust.vouching import Trust, check_certificate, find_path
from eventsys.signing.values.api import Identity

__all__ = ["from_token"]

_NONE: Final = "—"


class _Signer(PKCS11Signer):
    """pyHanko's own; what a token declines while it signs has a name of ours."""

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        try:
            signed: bytes = await super().async_sign_raw(data, digest_algorithm, dry_run)
        except PKCS11Error as error:
            raise TokenFailed(why=_word(error)) from error
        return signed


@contextmanager
def from_token(
    library: str,
    *,
    pin: Callable[[], str],
    trust: Trust,
    now: datetime,
    token: str = "",
    certificate: str = "",
    times: int = 1,
) -> Iterator[Identity]:
    """The certificate on a token, good for ``times`` signatures as long as the block lasts.

    ``library`` is the path of the token's own PKCS#11 library; ``token`` and ``certificate`` are labels, needed
    only where there are several. ``pin`` is called once the token is found, unless it has a pad of its own.

    Raises :class:`TokenLibraryUnusable`, :class:`TokenMissing`, :class:`TokenUnclear`, :class:`PinWrong`,
    :class:`PinLocked`, :class:`NoSigningCertificate`, :class:`CertificateUnclear`, :class:`TokenFailed`, and what
    :func:`eventsys.signing.trust.vouching.check_certificate` and ``find_path`` refuse.
    """
    found = _find(library, token)
    with _opened(found, pin) as session:
        try:
            held = _certificates(session)
            key, chosen = _choose(session, held, certificate)
            mechanisms = found.slot.get_mechanisms()
        except PKCS11Error as error:
            raise TokenFailed(why=_word(error)) from error
        check_certificate(chosen, now=now)
        trail = find_path(chosen, [one for _, _, one in held], trust, now=now)
        revocation = check_revocation(trail, now=now)
        der = chosen.public_bytes(Encoding.DER)
        signer = _Signer(
            session,
            signing_cert=asn1_x509.Certificate.load(der),
            ca_chain=[asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in trail.chain],
            key_id=key,
            embed_roots=False,
            use_raw_mechanism=_hash_before(chosen, mechanisms),
        )
        yield Identity(signer, certificate=der, times=times, revocation=revocation)


def _find(library: str, label: str) -> pkcs11.Token:
    try:
        slots = pkcs11.lib(library).get_slots(token_present=True)
    except (PKCS11Error, RuntimeError, OSError) as error:  # the loader's own words are no help to anybody
        raise TokenLibraryUnusable(path=library) from error
    try:
        tokens = [slot.get_token() for slot in slots]
        there = [one for one in tokens if TokenFlag.TOKEN_INITIALIZED in one.flags]
    except PKCS11Error as error:
        raise TokenFailed(why=_word(error)) from error
    wanted = [one for one in there if label in ("", one.label)]
    if not wanted:
        raise TokenMissing(found=_listed([one.label for one in there]))
    if len(wanted) > 1:
        raise TokenUnclear(found=_listed([one.label for one in wanted]))
    return wanted[0]


@contextmanager
def _opened(token: pkcs11.Token, pin: Callable[[], str]) -> Iterator[pkcs11.Session]:
    own_pad = TokenFlag.PROTECTED_AUTHENTICATION_PATH in token.flags
    secret: Any = pkcs11.PROTECTED_AUTH if own_pad else pin()
    try:
        session = token.open(user_pin=secret)
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        raise PinWrong() from error
    except (Locked, UserPinNotInitialized) as error:
        raise PinLocked() from error
    except PKCS11Error as error:
        raise TokenFailed(why=_word(error)) from error
    try:
        yield session
    finally:
        with suppress(PKCS11Error):  # a token that was pulled out has closed it itself
            session.close()


_Held = tuple[bytes, str, x509.Certificate]
"""A certificate on the token: its id, its label, itself."""


def _certificates(session: pkcs11.Session) -> list[_Held]:
    found = []
    for thing in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        try:
            certificate = x509.load_der_x509_certificate(thing[Attribute.VALUE])
        except ValueError:  # of another kind, or damaged: nobody signs with that
            continue
        found.append((bytes(thing[Attribute.ID]), str(thing[Attribute.LABEL]), certificate))
    return found


def _choose(session: pkcs11.Session, held: list[_Held], label: str) -> tuple[bytes, x509.Certificate]:
    """The id of the key, and its certificate: by label, or the only one that could sign."""
    keys = {
        bytes(key[Attribute.ID])
        for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True})
    }
    usable = [one for one in held if one[0] in keys]
    wanted = [one for one in usable if one[1] == label] if label else _for_signing(usable)
    if not wanted:
        raise NoSigningCertificate(found=_listed([one[1] for one in usable]))
    if len(wanted) > 1:
        raise CertificateUnclear(found=_listed([one[1] for one in wanted]))
    key, _, certificate = wanted[0]
    return key, certificate


def _for_signing(usable: list[_Held]) -> list[_Held]:
    """Cards carry one certificate for committing to a content beside others for logging in, which sign as well where
    nothing better is there; if none could, the only one is refused by why."""

    def fit(certificate: x509.Certificate) -> bool:
        try:
            check_certificate(certificate, now=certificate.not_valid_after_utc)
        except Refusal:
            return False
        return True

    signing = [one for one in usable if fit(one[2])]
    return [one for one in signing if _commits(one[2])] or signing or usable


def _commits(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except x509.ExtensionNotFound:
        return False


def _hash_before(certificate: x509.Certificate, mechanisms: set[Mechanism]) -> bool:
    """Whether the token signs digests only, so that we have to make them."""
    rsa_key = isinstance(certificate.public_key(), rsa.RSAPublicKey)
    whole = Mechanism.SHA256_RSA_PKCS if rsa_key else Mechanism.ECDSA_SHA256
    return whole not in mechanisms


def _word(error: PKCS11Error) -> str:
    return f"{type(error).__name__} {error}".strip()


def _listed(labels: list[str]) -> str:
    return list_words(sorted(f"“{label}”" for label in labels)) if labels else _NONE
