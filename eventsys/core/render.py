"""Templates for rooms that know no Flask: letters and documents are rendered from values."""

from __future__ import annotations

from typing import Any

from flask import current_app

__all__ = ["render"]


def render(template: str, /, **values: Any) -> str:
    """``templates/<template>`` with ``values``, in the language in force (see ``languages.in_language``).

    Only ``values`` are seen, not what pages get besides: a paper is the same whoever has it made, and
    letters are written by workers, outside any request.
    """
    return current_app.jinja_env.get_template(template).render(values)
