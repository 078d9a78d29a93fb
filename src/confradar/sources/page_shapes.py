"""Which form an official page has, by its address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

# The formats of official pages, and as which form each is read (``document.FORMS``; None: as its
# bytes tell).
PAGE_FORMATS: dict[str, str | None] = {
    "page": None,
    "openreview": "json",
    "researchr": "html",
    "ics": "ics",
}
_OPENREVIEW = {"openreview.net", "www.openreview.net"}
_API = "https://api2.openreview.net/invitations?id="


def format_of(address: str) -> str | None:
    """The format that an address alone tells; None where it tells nothing."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if host in _OPENREVIEW or re.fullmatch(r"api2?\.openreview\.net", host):
        return "openreview"
    if host == "conf.researchr.org" or host.endswith(".conf.researchr.org"):
        return "researchr"
    if parts.path.lower().endswith((".ics", ".ical", ".ifb")):
        return "ics"
    return None


def asked_at(address: str) -> str:
    """Where a page is asked: OpenReview's own pages are filled by scripts, so that of a group or an
    invitation becomes the question to its API."""
    parts = urlsplit(address)
    if (parts.hostname or "").lower() not in _OPENREVIEW:
        return address
    ids = parse_qs(parts.query).get("id", [])
    if parts.path == "/group" and ids:
        return _API + quote(f"{ids[0].rstrip('/')}/-/Submission", safe="")
    if parts.path == "/invitation" and ids:
        return _API + quote(ids[0], safe="")
    return address
