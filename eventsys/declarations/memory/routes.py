"""The memory to take away."""

from __future__ import annotations

from importlib.metadata import version

from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.bilingual import tmx
from eventsys.core.web.access import access
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.memory import service


@bp.get(f"{TEXT}/memory.tmx")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def memory(declaration: Declaration) -> ResponseReturnValue:
    """In TMX 1.4, for any translation program: every language in one file."""
    data = tmx(service.memory_of(declaration), version=version("eventsys"))
    return send_blob(data, "application/x-tmx+xml", download_name="memory.tmx")
