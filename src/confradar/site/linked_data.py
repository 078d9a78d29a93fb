"""What search engines read of a page: schema.org as JSON-LD. Estimates are no facts, and are left
out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from confradar.model.kinds import CALLED_OFF

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc
    from confradar.queries.venue_page import VenuePage
    from confradar.site.outline import Outline

_MODES = {"online": "Online", "hybrid": "Mixed", "in-person": "Offline"}
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def site(outline: Outline, language: str) -> dict[str, Any]:
    """The site as a whole."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": outline.title,
        "inLanguage": language,
        "dateModified": outline.stamped,
    }
    if address := outline.address(f"{outline.prefix(language)}index.html"):
        found["url"] = address
        found["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{address}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        }
    return found


def venue(outline: Outline, page: VenuePage, language: str) -> dict[str, Any] | None:
    """The editions to come of a venue as events; None where their days are not announced."""
    events = [
        _event(outline, page, edition, language)
        for edition in page.editions
        if edition.get("start") and edition["status"] != "over" and not edition.get("doubt")
    ]
    return {"@context": "https://schema.org", "@graph": events} if events else None


def _event(outline: Outline, page: VenuePage, edition: EditionDoc, language: str) -> dict[str, Any]:
    record = page.record
    found: dict[str, Any] = {
        "@type": "Event",
        "name": f"{record['acronym']} {edition['year']}",
        "description": record["name"],
        "startDate": edition["start"],
        "endDate": edition.get("end") or edition["start"],
    }
    if edition["status"] in CALLED_OFF:
        found["eventStatus"] = f"https://schema.org/{_STATUS[edition['status']]}"
    else:
        found["eventStatus"] = "https://schema.org/EventScheduled"
    if mode := _MODES.get(edition.get("format", "")):
        found["eventAttendanceMode"] = f"https://schema.org/{mode}EventAttendanceMode"
    if edition.get("place"):
        address = {"@type": "PostalAddress", "addressCountry": edition.get("country")}
        found["location"] = {
            "@type": "Place",
            "name": edition["place"],
            **({"address": address} if edition.get("country") else {}),
        }
    elif edition.get("format") == "online" and edition.get("url"):
        found["location"] = {"@type": "VirtualLocation", "url": edition["url"]}
    if url := edition.get("url") or record.get("url"):
        found["url"] = url
    if here := outline.address(f"{outline.prefix(language)}venues/{record['id']}.html"):
        found["@id"] = f"{here}#{edition['year']}"
    return found
