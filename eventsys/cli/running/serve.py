"""``eventsys run`` and ``eventsys worker``: the site and its long work."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from functools import partial

import click
from flask import Flask

from eventsys.cli.group import CannotStart, application, main
from eventsys.cli.running.database import ensure_current
from eventsys.cli.running.supervisor import supervise
from eventsys.cli.running.web import serve
from eventsys.core import current
from eventsys.core.db import db
from eventsys.core.settings import Settings
from eventsys.files.store import open_store
from eventsys.jobs.worker import work
from eventsys.mail.composing.documents import sender
from eventsys.mail.delivery.service import transport_for
from eventsys.wings import WINGS

_LEAST_FREE = 50_000_000
_JOBS = 2  # at a time in one worker


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Of a web process.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--upgrade", is_flag=True, help="Bring a server's database up to date first.")
def run(host: str, port: int, threads: int, processes: int, upgrade: bool) -> None:
    """Serve the site, with one worker beside it, until Ctrl-C or SIGTERM."""
    if "EVENTSYS_BASE_URL" not in os.environ:
        named = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
        os.environ["EVENTSYS_BASE_URL"] = f"http://{named}:{port}"
    app = application()
    _check(app, upgrade=upgrade)
    _check_port(host, port)
    with app.app_context():
        db.engine.dispose()  # each process opens connections of its own
    works = {
        "web server": partial(serve, app, host, port, threads=threads, processes=processes),
        "worker": partial(_work, app, threads=_JOBS),
    }
    raise SystemExit(supervise(works, host=host, port=port, address=os.environ["EVENTSYS_BASE_URL"]))


@main.command()
@click.option(
    "--threads", default=_JOBS, show_default=True, type=click.IntRange(1, 32), help="Jobs at a time."
)
def worker(threads: int) -> None:
    """Do long work (printing, sealing) and deliver mail, until SIGTERM. Any number may run."""
    app = application()
    _check(app, upgrade=False)
    _work(app, threads=threads)


def _work(app: Flask, *, threads: int) -> None:
    settings: Settings = app.extensions["eventsys.settings"]
    work(
        settings,
        app.app_context,
        threads=threads,
        ticks=[tick for wing in WINGS for tick in wing.ticks],
    )


def _check(app: Flask, *, upgrade: bool) -> None:
    """What would fail later is said now. Raises SettingsError, CannotStart, OperationalError."""
    with app.app_context():
        settings = current.settings()
        if shutil.disk_usage(settings.data_dir).free < _LEAST_FREE:
            raise CannotStart(f"The disk is full ({settings.data_dir}): make room and start again.")
        open_store(settings.files_url, settings.data_dir / "files")
        transport_for(settings)
        sender(settings.mail_from)
        if settings.mail_bounces:
            sender(settings.mail_bounces, "EVENTSYS_MAIL_BOUNCES")
        ensure_current(may_upgrade=upgrade)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            said = "is in use" if error.errno == errno.EADDRINUSE else f"of {host}: {error.strerror}"
            raise CannotStart(f"Port {port} {said}. Stop what listens there, or give --port.") from error
