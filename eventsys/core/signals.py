"""The few pushes from earlier rooms to later ones; receivers are connected in ``app.py`` only."""

from __future__ import annotations

from blinker import Namespace

__all__ = ["delegate_decided", "link_opened", "place_changed", "zone_changed"]

_namespace = Namespace()

#: Sent by registration with the delegate after approve, reject, revoke or withdraw (badges void themselves).
delegate_decided = _namespace.signal("delegate-decided")
#: Sent by accounts with the link when its holder opens it.
link_opened = _namespace.signal("link-opened")
#: Sent by conferences when words changed that stand beside every session: ``conference``, and ``room`` where only
#: that room was renamed (calendars are told).
place_changed = _namespace.signal("place-changed")
#: Sent by conferences when the time zone changed and clock times stay: ``conference``, ``moved`` (a function from
#: an old moment to the new one with the same clock's time) and ``by``.
zone_changed = _namespace.signal("zone-changed")
