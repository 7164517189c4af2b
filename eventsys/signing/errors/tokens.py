"""What is declined about a token (PKCS#11), its library, its PIN and its certificates."""

from __future__ import annotations

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.signing.errors.certificates import CertificateRefused


class TokenRefused(CertificateRefused):
    """Something about a token (PKCS#11) or its library."""


class TokenLibraryUnusable(TokenRefused):
    """``path`` is no PKCS#11 library that can be loaded here."""

    message = _l("%(path)s cannot be used as a PKCS#11 library.")


class TokenMissing(TokenRefused):
    """``found`` lists the labels of those that are there, or says that none is."""

    message = _l("There is no such token. Found: %(found)s.")


class TokenUnclear(TokenRefused):
    """Several tokens; ``found`` are their labels."""

    message = _l("There are several tokens: name one of %(found)s.")


class PinWrong(TokenRefused):
    """Another try may lock the token; how many are left is known to the token alone."""

    message = _l("The PIN is not right. Tokens lock themselves after a few wrong ones.")


class PinLocked(TokenRefused):
    """Too many wrong ones, or none was ever set."""

    message = _l("The PIN of this token is locked, or was never set. Whoever gave out the token can help.")


class NoSigningCertificate(TokenRefused):
    """No certificate for signing, with its key, of that label; ``found`` are labels of those that could sign."""

    message = _l(
        "There is no such certificate with its key on this token. Certificates that could sign: %(found)s."
    )


class CertificateUnclear(TokenRefused):
    """Several certificates could sign; ``found`` are their labels."""

    message = _l("Several certificates on this token could sign: name one of %(found)s.")


class TokenFailed(TokenRefused):
    """``why`` is the token's own word for experts, never translated."""

    message = _l("The token did not sign: %(why)s. Nothing was signed.")
