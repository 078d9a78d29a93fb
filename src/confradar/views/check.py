"""What official pages say, as people see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from confradar.model.counts import counted
from confradar.views.facts import short
from confradar.views.text import safe, without_seconds

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


def show_findings(console: Console, found: Sequence[PageFinding]) -> None:
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
                line(_value(item), 2, "", f"{item.status}  ", _STYLES.get(item.status, ""))
                if item.evidence:
                    line(item.evidence, 4, "dim")
        if agreeing := sum(item.status == "agrees" for item in values):
            line(counted(agreeing, "date"), 2, "", "agrees  ")
    for status, why, names in _together(item for item in found if item.key is None):
        reason = f" ({safe(why)})" if why else ""
        line(f"{reason}: {names}", 0, "", status, _STYLES.get(status, ""))


def _edition(item: PageFinding) -> str:
    return safe(f"{item.acronym} {item.year}")


def _value(item: PageFinding) -> str:
    """``paper 2027-01-08 23:59 AoE, in use 2027-01-04 23:59 AoE (aclweb.org): conflict, ...``."""
    told = f"{item.key} {without_seconds(item.said)}" if item.said else str(item.key)
    if item.value:
        told += f", in use {without_seconds(item.value)} ({short(item.source or '?')})"
    effect = item.effect if item.effect != "none" else None
    why = ", ".join(filter(None, [effect, item.why]))
    return f"{told}: {why}" if why else told


def _together(found: Iterable[PageFinding]) -> Iterator[tuple[str, str, str]]:
    """The statuses of pages that say nothing, each with its reason and the editions concerned."""
    alike: dict[tuple[str, str], list[str]] = {}
    for item in found:
        alike.setdefault((item.status, item.why or ""), []).append(_edition(item))
    for (status, why), names in alike.items():
        yield status, why, ", ".join(names)
