"""What official pages say, as people see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from confradar.views.facts import short
from confradar.views.text import by_key, safe, without_seconds
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from rich.console import Console

    from confradar.queries.page_findings import PageFinding

_STYLES = {
    "new": "green",
    "differs": "bold yellow",
    "gone": "red",
    "failed": "red",
    "wrong year": "yellow",
    "not readable": "yellow",
}


def show_findings(console: Console, found: Sequence[PageFinding], say: Words = ENGLISH) -> None:
    """Print what the pages say, edition by edition, those values that agree counted; then how it
    went with the other pages, those with the same reason in one line."""
    from rich.padding import Padding
    from rich.text import Text

    def line(text: str, indent: int, style: str = "", lead: str = "", marked: str = "") -> None:
        shown = Text.assemble((lead, marked), (safe(text), style))
        console.print(Padding(shown, (0, 0, 0, indent), expand=False))

    said = [item for item in found if item.key is not None]
    for (_, _, page), items in groupby(said, lambda item: (item.venue, item.year, item.page)):
        values = list(items)
        line(page, 0, "dim", f"{_edition(values[0])}  ", "bold")
        for item in values:
            if item.status != "agrees":
                line(
                    _value(item, say),
                    2,
                    "",
                    f"{say.named('page_status', item.status)}  ",
                    _STYLES.get(item.status, ""),
                )
                if item.evidence:
                    line(item.evidence, 4, "dim")
        if agreeing := sum(item.status == "agrees" for item in values):
            line(say.counted("dates", agreeing), 2, "", say("page_status.agrees") + "  ")
    for status, why, names in _together(item for item in found if item.key is None):
        reason = say("note", text=safe(say.sentence(why))) if why else ""
        named = say.named("page_status", status)
        line(f"{reason}{say('colon')}{names}", 0, "", named, _STYLES.get(status, ""))


def _edition(item: PageFinding) -> str:
    return safe(f"{item.acronym} {item.year}")


def _value(item: PageFinding, say: Words) -> str:
    """``paper 2027-01-08 23:59 AoE, in use 2027-01-04 23:59 AoE (aclweb.org): conflict, ...``."""
    key = say.named("key", by_key(str(item.key), say))
    told = f"{key} {without_seconds(item.said)}" if item.said else key
    if item.value:
        source = say("note", text=short(item.source or "?"))
        told += say("page.in_use", value=without_seconds(item.value)) + source
    done = item.effect if item.effect != "none" else None
    effect = say.named("effect", done) if done else None
    why = say("comma").join(filter(None, [effect, say.sentence(item.why or "")]))
    return f"{told}{say('colon')}{why}" if why else told


def _together(found: Iterable[PageFinding]) -> Iterator[tuple[str, str, str]]:
    """The statuses of pages that say nothing, each with its reason and the editions concerned."""
    alike: dict[tuple[str, str], list[str]] = {}
    for item in found:
        alike.setdefault((item.status, item.why or ""), []).append(_edition(item))
    for (status, why), names in alike.items():
        yield status, why, ", ".join(names)
