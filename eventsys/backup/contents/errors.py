"""Why a backup is not made or not restored."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoBackup(Refusal):
    """The file is something else, or was cut short."""

    message = _l("%(file)s is no backup of eventsys, or is not whole: take another copy of it.")
    status = 422


class BackupChanged(Refusal):
    """What the file holds is not what was written into it."""

    message = _l(
        "%(file)s was changed or damaged since it was made (%(what)s): take another copy. Nothing was restored."
    )
    status = 422


class BackupOfAnotherKey(Refusal):
    """Sealed texts in it, and the authority, open with the key of the installation that made it, and with no other."""

    message = _l(
        "%(file)s was made with another secret key. Start with the key of the installation that made it: "
        "EVENTSYS_SECRET_KEY, or its file secret_key in the data folder. Nothing was restored."
    )
    status = 422


class NotEmpty(Refusal):
    """Nothing that is there is ever written over."""

    message = _l(
        "There is something here already (%(what)s): restore into an empty database and an empty data folder. "
        "Nothing was restored."
    )
    status = 409


class FileThere(Refusal):
    """A backup is never written over."""

    message = _l("%(file)s is there already: name another file.")
    status = 409
