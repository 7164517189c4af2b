"""What is declined about the keys of the house, and the clock they are used by."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class AuthorityBroken(Refusal):
    """The folder of keys is incomplete, unreadable or of two minds; ``path`` is the file to look at."""

    message = _l("The signing keys cannot be used: see %(path)s.")
    status = 500


class RootAhead(Refusal):
    """The root begins in the future: this clock is behind, or the one that it was made by ran ahead."""

    message = _l(
        "Nothing was signed: the signing authority of this site begins at %(moment)s, which is still to come by the clock "
        "of this machine. Set the clock right; if it is right, replace the authority with “eventsys authority rotate”."
    )
    status = 503


class SealAhead(Refusal):
    """The same of the seal; ``serial`` in hexadecimal digits."""

    message = _l(
        "Nothing was signed: the seal of this site begins at %(moment)s, which is still to come by the clock of this "
        "machine. Set the clock right; if it is right, replace the seal with “eventsys authority revoke %(serial)s”."
    )
    status = 503


class RootEnded(Refusal):
    """``day`` was its last. What it signed is verified on."""

    message = _l(
        "Nothing was signed: the signing authority of this site ended on %(day)s. Replace it with “eventsys authority "
        "rotate”; what it signed stays valid."
    )
    status = 503


class ClockBehind(Refusal):
    """The clock was set back since something was signed here last, at ``last``."""

    message = _l(
        "Nothing was signed: the clock of this machine shows %(now)s, but the last signature on record is of %(last)s. Set "
        "the clock right first."
    )
    status = 503


class AuthorityMissing(Refusal):
    """Documents are on record that were sealed with keys which are not there any more; ``path`` is where they were."""

    message = _l(
        "The signing keys of this site are missing from %(path)s, although documents were sealed with them. Put the folder "
        "back, or a backup with “eventsys authority restore”; no new keys were made."
    )
    status = 503


class AuthorityThere(Refusal):
    """A backup is only put into an empty place; ``path`` is the folder that is not."""

    message = _l("There is an authority in %(path)s already. Move it away first: it is never overwritten.")


class BackupUnreadable(Refusal):
    """Not a backup of an authority, damaged, or another password."""

    message = _l("This backup cannot be read: the password is another one, or the file is damaged.")
    status = 422


class PasswordShort(Refusal):
    """A password for the keys of the house; ``least`` is how long it has to be."""

    message = _l("This password is too short: give at least %(least)s characters.")
    status = 422
