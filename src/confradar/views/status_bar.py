"""A deadline in a few letters, as status bars show it."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from confradar.model.days import DAY
from confradar.views.text import amount, announced, local, point_title, safe
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem

# From here on weeks are counted.
LONG = 14 * DAY
# When it is soon, and when near (seconds): the class by which a bar can colour it.
SOON, NEAR = 3 * DAY, LONG


def text(item: DeadlineItem, now: int, say: Words = ENGLISH) -> str:
    """``NeurIPS paper ~26 w``: how long until it, until the begin of an estimate's interval; ``?``
    behind one that is not sure."""
    before = "~" if item.certainty == "estimated" else ""
    behind = "?" if item.certainty == "tentative" else ""
    left = short(item.ready - now, say) if item.ready > now else say("now")
    return safe(f"{item.acronym} {point_title(item, say)} {before}{left}{behind}")


def short(seconds: int, say: Words = ENGLISH) -> str:
    """A length of time in its largest unit: minutes, hours, days, and weeks from two on; rounded
    down."""
    if seconds < LONG:
        return amount(seconds, say)
    return say.counted("weeks", seconds // (7 * DAY))


def render(
    form: str, item: DeadlineItem, now: int, zone: tzinfo | None, say: Words = ENGLISH
) -> str:
    """The line that a bar of this name wants: what begins a command of its own is written twice."""
    line = text(item, now, say)
    if form == "tmux":
        return line.replace("#", "##")
    if form == "polybar":
        return line.replace("%", "%%")
    return waybar(item, line, now, zone, say) if form == "waybar" else line


def waybar(item: DeadlineItem, line: str, now: int, zone: tzinfo | None, say: Words) -> str:
    """One line of JSON with the text, a tooltip and the classes for its style. Waybar reads both
    texts as Pango markup."""
    import json
    from html import escape

    at = item.at - now
    state = "soon" if at < SOON else "near" if at < NEAR else "far"
    mine = local(item.at, zone)
    wording = announced(item.wall, item.zone, item.date_only)
    tooltip = [
        f"{item.name} {item.year}{say('colon')}{point_title(item, say)}",
        say.of_week(mine, f"{mine:%Y-%m-%d %H:%M}") + say("note", text=wording),
        say(f"certainty.{item.certainty}"),
    ]
    shown = {
        "text": escape(line, quote=False),
        "tooltip": "\n".join(escape(safe(part), quote=False) for part in tooltip),
        "class": [state, item.certainty],
    }
    return json.dumps(shown, ensure_ascii=False)
