"""What this room brings to the house."""

from __future__ import annotations

from eventsys.core.rooms import Room, States
from eventsys.mail.delivery import tasks as delivery_tasks
from eventsys.mail.mailbox import routes as mailbox_routes
from eventsys.mail.mailbox.pages import bp
from eventsys.mail.record.models import LetterState

ROOM = Room(
    bp,
    loads=(delivery_tasks, mailbox_routes),
    ticks=(delivery_tasks.deliver_due,),
    states=(States("letter.", "state", LetterState),),
)
