"""The few pushes from earlier rooms to later ones; receivers are connected in ``app.py`` only."""

from __future__ import annotations

from blinker import Namespace

__all__ = ["delegate_decided", "link_opened"]

_namespace = Namespace()

#: Sent by registration with the delegate after approve, reject, revoke or withdraw (badges void themselves).
delegate_decided = _namespace.signal("delegate-decided")
#: Sent by accounts with the link when its holder opens it.
link_opened = _namespace.signal("link-opened")
