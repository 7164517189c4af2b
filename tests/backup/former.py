"""The data of a released version, for the versions after it: ``python -m tests.backup.former tests/backup/version-0.2.zip``.

A backup of an installation with something in nearly every table, made with a secret key that everybody may know. Files do not
change from version to version, and are left out: the backup names them as missing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.backup.house import House, fill

SECRET = "the data of former versions are made up: anybody may read them"


def write(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        (data / "secret_key").write_text(SECRET)
        house = House(data, f"sqlite:///{data / 'eventsys.db'}")
        house.do(fill, fresh=True)
        shutil.rmtree(data / "files")
        _code, said = house.run("backup", target)
        print(said)


if __name__ == "__main__":
    write(Path(sys.argv[1]).absolute())
