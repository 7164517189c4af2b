"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.core.wings import States, Wing
from eventsys.mail.delivery import tasks as delivery_tasks
from eventsys.mail.mailbox import routes as mailbox_routes
from eventsys.mail.mailbox.pages import bp
from eventsys.mail.record.models import LetterState

WING = Wing(
    bp,
    loads=(delivery_tasks, mailbox_routes),
    ticks=(delivery_tasks.deliver_due,),
    states=(States("letter.", "state", LetterState),),
)
