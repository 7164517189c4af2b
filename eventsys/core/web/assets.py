"""The built front end: where the bundle lies, and addresses that change when its bytes do."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request

DIST = Path(__file__).resolve().parents[2] / "assets" / "dist"


class BundleMissing(RuntimeError):
    """The front-end bundle was not built."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The front-end bundle lacks {name}: run script/bootstrap")


@lru_cache(maxsize=64)
def _digest(path: Path, _changed_ns: int) -> str:
    """Remembered until the file changes: the time is part of what is remembered by."""
    return sha256(path.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=64)
def _place(folder: Path, name: str) -> Path:
    """A page asks a dozen times, and joining a path costs more than a look at the disk."""
    return folder / name


def asset_url(name: str) -> str:
    """The address of a built file, with its content hash so that browsers may keep it for ever.

    Raises BundleMissing, which tells what to run.
    """
    path = _place(DIST, name)
    try:
        changed_ns = path.stat().st_mtime_ns
    except FileNotFoundError as error:
        raise BundleMissing(name) from error
    return f"/static/{name}?v={_digest(path, changed_ns)}"


def _keep_for_ever(response: Response) -> Response:
    named_by_content = "v" in request.args or (request.path.startswith("/static/fonts/"))
    if request.endpoint == "static" and response.status_code == 200 and named_by_content:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def install(app: Flask) -> None:
    """Serve the bundle under /static/ and give templates `asset_url`."""
    app.static_folder = str(DIST)
    if "static" not in app.view_functions:
        app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.send_static_file)
    app.jinja_env.globals["asset_url"] = asset_url
    app.after_request(_keep_for_ever)
