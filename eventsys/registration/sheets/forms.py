from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import (
    FileField,
    TextAreaField,
)
from wtforms.validators import Length

from eventsys.core.web.forms import Form


class TableForm(Form):
    """A table of people, or of cities to invite, as a file or pasted."""

    file = FileField(_l("CSV, XLSX or ODS file"), render_kw={"accept": ".csv,.txt,.tsv,.xlsx,.ods"})
    text = TextAreaField(
        _l("Or paste rows from a spreadsheet"), [Length(max=500_000)], render_kw={"rows": 6, "wrap": "off"}
    )
