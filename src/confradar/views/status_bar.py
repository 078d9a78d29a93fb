"""A deadline in a few letters, as status bars show it."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.model.days import DAY
from confradar.views.text import amount, announced, local, point_title, safe

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem

# From here on weeks are counted.
LONG = 14 * DAY
# When it is soon, and when near (seconds): the class by which a bar can colour it.
SOON, NEAR = 3 * DAY, LONG


def text(item: DeadlineItem, now: int) -> str:
    """``NeurIPS paper ~26 w``: how long until it, until the begin of an estimate's interval; ``?``
    behind one that is not sure."""
    before = "~" if item.certainty == "estimated" else ""
    behind = "?" if item.certainty == "tentative" else ""
    left = short(item.ready - now) if item.ready > now else "now"
    return safe(f"{item.acronym} {point_title(item)} {before}{left}{behind}")


def short(seconds: int) -> str:
    """A length of time in its largest unit: minutes, hours, days, and weeks from two on; rounded
    down."""
    return amount(seconds) if seconds < LONG else f"{seconds // (7 * DAY)} w"


def render(form: str, item: DeadlineItem, now: int, zone: tzinfo | None) -> str:
    """The line that a bar of this name wants: what begins a command of its own is written twice."""
    line = text(item, now)
    if form == "tmux":
        return line.replace("#", "##")
    if form == "polybar":
        return line.replace("%", "%%")
    return waybar(item, line, now, zone) if form == "waybar" else line


def waybar(item: DeadlineItem, line: str, now: int, zone: tzinfo | None) -> str:
    """One line of JSON with the text, a tooltip and the classes for its style. Waybar reads both
    texts as Pango markup."""
    import json
    from html import escape

    at = item.at - now
    state = "soon" if at < SOON else "near" if at < NEAR else "far"
    wording = announced(item.wall, item.zone, item.date_only)
    tooltip = [
        f"{item.name} {item.year}: {point_title(item)}",
        f"{local(item.at, zone):%a %Y-%m-%d %H:%M} ({wording})",
        item.certainty,
    ]
    shown = {
        "text": escape(line, quote=False),
        "tooltip": "\n".join(escape(safe(part), quote=False) for part in tooltip),
        "class": [state, item.certainty],
    }
    return json.dumps(shown, ensure_ascii=False)
