"""Why a certificate of one's own cannot give a signature which counts."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


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
