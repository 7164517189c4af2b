"""What signing and verifying decline, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.signing.errors.house import (
    AuthorityBroken,
    AuthorityMissing,
    AuthorityThere,
    BackupUnreadable,
    ClockBehind,
    PasswordShort,
    RootAhead,
    RootEnded,
    SealAhead,
)

__all__ = [
    "AuthorityBroken", "AuthorityMissing", "AuthorityThere", "BackupUnreadable", "Broken", "CertificateExpired",
    "CertificateNotYetValid", "CertificateRefused", "CertificateUnclear", "CertificateUnreadable",
    "CertificateUnusable", "ClockBehind", "Encrypted", "EvidenceUnavailable", "FieldTaken", "FieldUnusable",
    "FileTooBig", "KeySpent", "KeyTooShort", "KeyUnknown", "NoSigningCertificate", "NotAPdf", "NotCounted",
    "NotForSigning", "NotPkcs12", "NotRenewable", "NotSealable", "PasswordShort", "PasswordWrong", "PinLocked",
    "PinWrong", "RootAhead", "RootEnded", "SealAhead", "SignerRevoked", "TimeStampRevoked", "TimeStampUnavailable",
    "TimeStampUnusable", "TokenFailed", "TokenLibraryUnusable", "TokenMissing", "TokenRefused", "TokenUnclear", "TooManyParts",
    "UnknownIssuer",
]  # fmt: skip


class NotAPdf(Refusal):
    """The bytes do not begin like a PDF."""

    message = _l("This file is not a PDF.")
    status = 422


class Encrypted(Refusal):
    """The PDF is protected with a password or encrypted for somebody."""

    message = _l("This PDF is encrypted. Save it without a password and try again.")
    status = 422


class Broken(Refusal):
    """A PDF so damaged that nothing can be said about its signatures except that it is damaged."""

    message = _l("This PDF is damaged and cannot be read. Its signatures count for nothing in this state.")
    status = 422


class FileTooBig(Refusal):
    """More bytes than we are ready to read; ``megabytes`` is the limit."""

    message = _l("This file is too large: we read at most %(megabytes)s MB.")
    status = 413


class TooManyParts(Refusal):
    """More signatures or revisions than any document that people sign has; ``most`` of each are read."""

    message = _l("This file has more than %(most)s signatures or revisions: more than are read here.")
    status = 422


class FieldUnusable(Refusal):
    """A signature field that cannot be made: off its page, without area, or of a name already there."""

    message = _l("The signature box “%(field)s” cannot be placed on this document.")


class FieldTaken(Refusal):
    """The field is signed already, or does not exist; ``field`` is its name."""

    message = _l("There is no free signature box “%(field)s” in this document.")


class NotSealable(Refusal):
    """A seal must come first; this document is signed already."""

    message = _l("This document is signed already. A seal must be the first signature.")


class KeySpent(Refusal):
    """A one-use key was asked to sign twice."""

    message = _l("This signature has been given already; its key no longer exists.")


class TimeStampUnavailable(Refusal):
    """The time-stamp authority did not answer, or not properly; nothing was signed."""

    message = _l("The time-stamp service does not answer. Nothing was signed; please try again.")
    status = 503


class TimeStampRevoked(TimeStampUnavailable):
    """The time-stamp authority answers with a certificate that was taken back."""

    message = _l(
        "Nothing was signed: the certificate of the time-stamp service has been revoked. Whoever runs this site can choose "
        "another service in EVENTSYS_TSA_URL."
    )


class EvidenceUnavailable(Refusal):
    """What proves that the certificates are in force cannot be fetched; nothing was signed."""

    message = _l(
        "The services that vouch for the certificates do not answer. Nothing was signed; please try again."
    )
    status = 503


class NotRenewable(Refusal):
    """Only a file whose signatures are valid can be kept valid; ``field`` is the first that is not."""

    message = _l("The signature “%(field)s” is not valid, so that it cannot be renewed.")


class NotCounted(Refusal):
    """What was made would not be called valid by our own verification page; ``why`` is a sentence, or a word for
    experts."""

    message = _l("Nothing was signed: this site’s own verification would not count it. %(why)s")


class TimeStampUnusable(Refusal):
    """The time-stamp authority answers, and what it says cannot be verified here."""

    message = _l(
        "Nothing was signed: the answer of the time-stamp service cannot be verified here. Whoever runs this site can trust "
        "it by naming its root certificate in EVENTSYS_TRUST_ANCHORS, or choose another one in EVENTSYS_TSA_URL."
    )
    status = 503


class CertificateRefused(Refusal):
    """A certificate of one's own that cannot give a signature which counts; a page shows it beside the file."""

    status = 422


class SignerRevoked(CertificateRefused):
    """The signer's own certificate has been revoked."""

    message = _l("This certificate has been revoked: it cannot sign any more.")


class UnknownIssuer(CertificateRefused):
    """Nobody whom this house knows vouches for it; ``issuer`` is who does."""

    message = _l(
        "Nobody whom this site knows vouches for this certificate: it comes from “%(issuer)s”. Its signature would "
        "count for nothing when the document is verified, so nothing was signed. Whoever runs this site can trust that "
        "authority by naming its root certificate in EVENTSYS_TRUST_ANCHORS; your own file or token must hold any "
        "certificates in between."
    )


class CertificateUnusable(CertificateRefused):
    """Its path to somebody we know is not in order; ``why`` is for experts, never translated."""

    message = _l(
        "This certificate would not stand when the document is verified, so nothing was signed: %(why)s"
    )


class CertificateUnreadable(CertificateRefused):
    """Its extensions are not written as certificates are."""

    message = _l("This certificate is damaged: what it is meant for cannot be read.")


class NotPkcs12(CertificateRefused):
    """No PKCS#12 file, or one without certificate or key."""

    message = _l("This is not a certificate file (.p12 or .pfx) with a certificate and its key.")


class PasswordWrong(CertificateRefused):
    """The file does not open with that password."""

    message = _l("The password of the certificate file is not right.")


class KeyUnknown(CertificateRefused):
    """A kind of key that readers of PDF do not know."""

    message = _l("This kind of key cannot sign a PDF: use a certificate with an RSA or an elliptic key.")


class KeyTooShort(CertificateRefused):
    """``bits`` are what it has, ``least`` what it needs."""

    message = _l(
        "The key of this certificate is too short to be safe: %(bits)s bits, at least %(least)s are needed."
    )


class NotForSigning(CertificateRefused):
    """The certificate's key usage does not include signing."""

    message = _l("This certificate is not meant for signing documents.")


class CertificateExpired(CertificateRefused):
    """The certificate has ended; ``day`` was its last."""

    message = _l("This certificate expired on %(day)s.")


class CertificateNotYetValid(CertificateRefused):
    """The certificate is not valid yet; ``day`` is its first."""

    message = _l("This certificate is valid from %(day)s on.")


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
