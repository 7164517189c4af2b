"""Rate limits by network, on sign-in, links, registration, uploads and verification."""

from __future__ import annotations

import ipaddress

from flask import Flask, request
from flask_limiter import Limiter

from eventsys.core.settings import Settings

__all__ = ["PUBLIC_POSTS", "init_app", "limiter", "network_of", "network_of_request"]

#: What holders of a link send, where a page asks for nothing stricter.
PUBLIC_POSTS = "60 per minute"
_ONE_SITE = 64  # RFC 6177: what is given to one household; inside it addresses cost nothing


def network_of(address: str) -> str:
    """Whose tries are counted together: an address of IPv4, a /64 of IPv6.

    >>> network_of("2001:db8:1:2:aaaa::7"), network_of("::ffff:192.0.2.7"), network_of("192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:  # a socket in the file system: one way in for all
        return address[:60]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), _ONE_SITE), strict=False))


def network_of_request() -> str:
    return network_of(request.remote_addr or "127.0.0.1")


limiter = Limiter(network_of_request, strategy="moving-window", headers_enabled=True)


def init_app(app: Flask, settings: Settings) -> None:
    """With ``memory://`` each process counts alone; give EVENTSYS_LIMITS_URL a Redis when there are many."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.limits_url
    app.config["RATELIMIT_ENABLED"] = settings.rate_limits
    limiter.init_app(app)
