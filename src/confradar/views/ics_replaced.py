"""The calendar file that is replaced: what it held, so that sequence numbers only grow and what is
gone is told to readers as cancelled."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Component


@dataclass(frozen=True)
class Earlier:
    """An event of the file that is replaced: when it was, its SEQUENCE, and its component."""

    when: str
    sequence: int
    cancelled: bool
    component: Any


def read_back(data: bytes) -> dict[str, Earlier]:
    """Events and tasks of a calendar that this program wrote, by UID; what is no event any more is
    left out.

    Raises ValueError when it is not one.
    """
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(data)
    except Exception as error:  # the library raises what its parts raise
        raise ValueError(str(error)) from None
    if "confradar" not in str(calendar.get("PRODID", "")):
        raise ValueError("it was not written by confradar")
    found = {}
    for component in calendar.walk():
        if component.name in {"VEVENT", "VTODO"}:
            cancelled = str(component.get("STATUS", "")) == "CANCELLED"
            # a property may be missing, stand twice or have no value
            with suppress(KeyError, TypeError, ValueError, AttributeError):
                found[str(component["UID"])] = Earlier(
                    _moment(component), int(component.get("SEQUENCE", 0)), cancelled, component
                )
    return found


def _moment(component: Component) -> str:
    return "/".join(
        str(component[name].to_ical()) for name in ("DTSTART", "DTEND", "DUE") if name in component
    )


def keep_growing(component: Component, earlier: Earlier | None) -> None:
    """Give an entry a higher SEQUENCE than it had, where it is another now, and never a lower."""
    if earlier is None:
        return
    changed = earlier.when != _moment(component) or earlier.cancelled != (
        str(component["STATUS"]) == "CANCELLED"
    )
    least = earlier.sequence + 1 if changed else earlier.sequence
    if int(str(component["SEQUENCE"])) < least:
        del component["SEQUENCE"]
        component.add("sequence", least)


def cancelled(event: Earlier) -> Component:
    """What is gone from the catalogue stays with its UID, cancelled, so that readers remove it."""
    component: Component = event.component
    if not event.cancelled:
        for name in ("STATUS", "SEQUENCE"):
            component.pop(name, None)
        component.add("status", "CANCELLED")
        component.add("sequence", event.sequence + 1)
        component.subcomponents = []
    return component
