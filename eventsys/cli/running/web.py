"""gunicorn around an application that is there already."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.config import KNOWN_SETTINGS

from eventsys.cli.running.patience import PatientWorker

__all__ = ["serve"]


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """``given``: gunicorn's settings by their names. Nothing is read from arguments, files or the environment."""

    def __init__(self, app: Flask, given: dict[str, Any]) -> None:
        self._app, self._given = app, given
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._given.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def serve(app: Flask, host: str, port: int, *, threads: int, processes: int) -> None:
    """Answer requests until SIGTERM, then exit; ``app`` may hold no connection, for its processes are forks."""
    given = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker_class": PatientWorker,
        "workers": processes,
        "threads": threads,
        "timeout": 60,
        "graceful_timeout": 15,
        "loglevel": "warning",
    }
    PatientWorker.most = app.config["MAX_CONTENT_LENGTH"]
    PatientWorker.behind_proxy = app.extensions["eventsys.settings"].trusted_proxies > 0
    # Newer gunicorns open a control socket in the home folder, which may be nobody's.
    if any(known.name == "control_socket_disable" for known in KNOWN_SETTINGS):
        given["control_socket_disable"] = True
    _Server(app, given).run()
