"""flask-security's messages and labels in our words, marked for our catalog, where it looks them up."""

from __future__ import annotations


def _l(text: str) -> str:
    """Marks a phrase for translation and leaves it as it is: flask-security translates when it speaks."""
    return text


MESSAGES = {
    "API_ERROR": (_l("This did not arrive as it should. Please start again."), "error"),
    "GENERIC_AUTHN_FAILED": (_l("This address and this password do not go together."), "error"),
    "GENERIC_RECOVERY": (_l("If there is an account with this address, a letter is on its way."), "info"),
    "UNAUTHORIZED": (_l("Your role does not include this."), "error"),
    "UNAUTHENTICATED": (_l("Please sign in to see this page."), "info"),
    "REAUTHENTICATION_REQUIRED": (_l("Please confirm first that it is you."), "info"),
    "RETYPE_PASSWORD_MISMATCH": (_l("The two passwords are not the same."), "error"),
    "INVALID_RECOVERY_CODE": (_l("This is none of your unused recovery codes."), "error"),
    "NO_RECOVERY_CODES_SETUP": (_l("There are no recovery codes yet."), "info"),
    "PASSWORD_RESET_REQUEST": (
        _l("If there is an account with this address, a letter is on its way."),
        "info",
    ),
    "PASSWORD_RESET_EXPIRED": (_l("This link has expired. Ask for a new one here."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (
        _l("This link does not work, or has been used. Ask for a new one here."),
        "error",
    ),
    "DISABLED_ACCOUNT": (_l("This account is closed."), "error"),
    "EMAIL_NOT_PROVIDED": (_l("Enter your mail address."), "error"),
    "INVALID_EMAIL_ADDRESS": (_l("This is not a mail address."), "error"),
    "INVALID_INPUT": (_l("This value does not fit here."), "error"),
    "PASSWORD_NOT_PROVIDED": (_l("Enter a password."), "error"),
    "INVALID_PASSWORD": (_l("This is not your password."), "error"),
    "FORGOT_PASSWORD": (_l("Forgotten your password?"), "info"),
    "PASSWORD_RESET_NO_LOGIN": (_l("Your password is set. Sign in with it now."), "success"),
    "PASSWORD_IS_THE_SAME": (_l("The new password is the one you have."), "error"),
    "PASSWORD_CHANGE": (_l("Your password is changed."), "success"),
    "REAUTHENTICATION_SUCCESSFUL": (_l("Thank you."), "success"),
    "ANONYMOUS_USER_REQUIRED": (_l("You are signed in already."), "info"),
    "TWO_FACTOR_INVALID_TOKEN": (
        _l("This code is not right, or was used already. Wait for the next one."),
        "error",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_l("Welcome."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_l("The authenticator app is set up."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (_l("That took too long. Please sign in again."), "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_l("Choose one of the ways shown."), "error"),
    "TWO_FACTOR_DISABLED": (_l("The authenticator app is removed."), "success"),
    "TWO_FACTOR_SETUP_EXPIRED": (_l("That took too long. Please start again."), "error"),
    "WEBAUTHN_EXPIRED": (_l("That took too long. Please start again."), "error"),
    "WEBAUTHN_NAME_REQUIRED": (_l("Give the passkey a name."), "error"),
    "WEBAUTHN_NAME_INUSE": (_l("You have a passkey of this name: %(name)s."), "error"),
    "WEBAUTHN_NAME_NOT_FOUND": (_l("You have no passkey of this name: %(name)s."), "error"),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (_l("A name has letters, digits, spaces and dashes."), "error"),
    "WEBAUTHN_CREDENTIAL_DELETED": (_l("The passkey is removed: %(name)s."), "success"),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (_l("The passkey is added: %(name)s."), "success"),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (_l("This passkey is set up already."), "error"),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (_l("We do not know this passkey."), "error"),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (_l("We do not know this passkey."), "error"),
    "WEBAUTHN_NO_VERIFY": (_l("This passkey could not be checked."), "error"),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (
        _l("This passkey is for the other use: instead of the password, or after it."),
        "error",
    ),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (_l("This passkey belongs to another account."), "error"),
}

#: Labels of flask-security's own fields, shown in the summary of what is to be mended.
LABELS = (
    _l("Email Address"),
    _l("Password"),
    _l("New Password"),
    _l("Retype Password"),
    _l("Authentication Code"),
    _l("Recovery Code"),
    _l("Nickname"),
    _l("Usage"),
    _l("Identity"),
    _l("Available Methods"),
    _l("Available Second Factor Methods:"),
    _l("authenticator"),
    _l("passkey"),
    _l("none"),
)
