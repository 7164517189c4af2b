"""What a WSGI server runs: ``gunicorn wsgi:app``."""

from eventsys.core.bounded.imports import uncollected

with uncollected():
    from eventsys.app import create_app

    app = create_app()
