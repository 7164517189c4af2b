"""What the desk is asked."""

from __future__ import annotations

from wtforms import BooleanField, StringField

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l


class DeskForm(Form):
    """Whom the desk looks for."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Name, city or number"))
    back = BooleanField(_l("Print the back as well"))
