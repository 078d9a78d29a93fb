"""The proxy that an address is asked through, as the environment or the system names it."""

from __future__ import annotations

import ipaddress
import urllib.request
from contextlib import suppress


def proxy_for(scheme: str, host: str) -> str | None:
    """The proxy for an address's scheme and host, by the variables (or the system's settings) that
    the standard library knows; None: directly."""
    known = urllib.request.getproxies()
    proxy = known.get(scheme) or known.get("all")
    if not proxy or _bypassed(host, known.get("no", "")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _bypassed(host: str, without: str) -> bool:
    """Whether NO_PROXY, or the system's settings, have a host asked directly: by name, domain,
    address or network (10.0.0.0/8)."""
    try:
        number = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        number = None
    for entry in filter(None, map(str.strip, without.split(","))):
        with suppress(ValueError):
            if number and number in ipaddress.ip_network(entry.strip("[]"), strict=False):
                return True
    return bool(urllib.request.proxy_bypass(host))
