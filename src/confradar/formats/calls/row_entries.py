"""A table's row -> entries: which of its cells is the label of which dates, by the heads of the
columns where there are any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from confradar.formats.calls.blocks import Block, Text, joined
from confradar.formats.calls.lines import Entry, entries_of_line, first_sentence
from confradar.formats.calls.months import MONTH, MONTHS
from confradar.formats.calls.pairing import AFRESH_OR_AGED, bare
from confradar.formats.calls.times import find_clocks, find_zones
from confradar.formats.calls.values import Value, find_values
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label

# The heads of the columns that say what happens, and whose it is.
_WHAT = lazy(
    r"\W*(?:what|events?|milestones?|activit(?:y|ies)|actions?|descriptions?|items?|deadlines?|"
    r"tasks?)\W*",
    re.IGNORECASE,
)
_ABOUT = lazy(r"\W*(?:tracks?|categor(?:y|ies)|types?|calls?|groups?)\W*", re.IGNORECASE)
_CYCLE = lazy(
    rf"(?:the\s+)?(?P<month>{MONTH})\.?\s+(?P<year>20\d\d)(?:\s+(?:cycle|round|issue|deadline|"
    rf"arr))?",
    re.IGNORECASE,
)
# Behind a date, its time and its zone: a remark that says nothing of what the date is for.
_REMARKED = lazy(r"[^–—]{0,40}\s[–—]\s*(?=[a-z])")


def topic_of(block: Block) -> str:
    """The head of the labels' column: in some tables it names what all of the rows are about."""
    pairs = zip(block.cells, block.heads, strict=False)
    return next(
        (
            head
            for cell, head in pairs
            if cell.text and not find_values(cell) and not bare(cell.text)
        ),
        "",
    )


def entries_of_row(block: Block) -> Iterator[Entry]:
    """The entries of a row, each with the head of its column and what the row is about."""
    cells, evidence = block.cells, block.text.text
    dated = [place for place, cell in enumerate(cells) if find_values(cell)]
    alone = [place for place in dated if bare(cells[place].text)]
    heads = [*block.heads, *[""] * len(cells)]
    others = [cell.text for place, cell in enumerate(cells) if place not in dated and cell.text]
    if not alone:
        yield from (
            replace(entry, column=heads[place], evidence=evidence)
            for place in dated
            for entry in _of_cell(cells[place], next(iter(others), ""))
        )
        return
    if not any(block.heads) and (pairs := _pairs(cells, alone)):
        yield from (Entry(label, value, evidence) for label, value in pairs)
        return
    label, about = _said_of(cells, heads, dated, others)
    extra = [cell for place, cell in enumerate(cells) if place not in dated and bare(cell.text)]
    if not label:
        label = next((cells[place].text for place in dated if place not in alone), "")
        dated = [place for place in dated if place in alone] or dated
    around = _month(label)
    if around:
        about, label = (*about, label), ""
    if not any(heads[place] for place in dated) and _moved([cells[place] for place in dated]):
        whole = joined([*(cells[place] for place in dated), *extra])
        yield from (Entry(label, value, evidence, sections=about) for value in find_values(whole))
        return
    for place in dated:
        own = (
            _of_dates([cells[place], *extra], label, around)
            if place in alone
            else _of_cell(cells[place], label)
        )
        for entry in own:
            above = (*about, *entry.sections)
            yield replace(entry, column=heads[place], evidence=evidence, sections=above)


def _of_dates(cells: Sequence[Text], label: str, around: date | None) -> Iterator[Entry]:
    """The entries of cells that have dates and no label of their own."""
    whole = joined(cells)
    for value in find_values(whole):
        yield Entry(label, _dressed(value, label), whole.text, around=around)


def _pairs(cells: Sequence[Text], alone: Sequence[int]) -> list[tuple[str, Value]]:
    """The labels and dates of a row that has several of both, in turn: labels first, or dates."""
    filled = [place for place, cell in enumerate(cells) if cell.text]
    dates = [place in alone for place in filled]
    if len(filled) < 4 or len(filled) % 2 or dates[::2] == dates[1::2] or len(set(dates[::2])) > 1:
        return []
    shift = -1 if dates[1] else 1
    labels = [cells[filled[at + shift]].text for at, dated in enumerate(dates) if dated]
    if len(set(dates[1::2])) > 1 or any(map(bare, labels)) or len(set(labels)) < len(labels):
        return []
    values = [find_values(cells[place]) for place in filled if place in alone]
    return [(label, found[0]) for label, found in zip(labels, values, strict=True)]


def gapped_line(block: Block) -> Text | None:
    """The line that a row is whose gaps were taken for columns: one value and its earlier ones."""
    if len(block.cells) < 2 or any(block.heads) or not all(map(find_values, block.cells)):
        return None
    whole = joined(block.cells)
    return whole if len(find_values(whole)) == 1 else None


def _moved(dated: Sequence[Text]) -> bool:
    """Whether the dated cells of a row are one date and the earlier ones that it had."""
    again = any(cell.struck for cell in dated) or any(
        AFRESH_OR_AGED.match(cell.text) for cell in dated[1:]
    )
    return len(dated) > 1 and (again or len(find_values(joined(dated))) == 1)


def _said_of(
    cells: Sequence[Text], heads: Sequence[str], dated: Sequence[int], others: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The label of a row with dates that stand alone, and what its `others`, the cells without
    dates, say that it is about."""
    words = [text for text in others if not bare(text)] or [
        text for text in others if re.search(r"[^\W\d_]", text)
    ][:1]
    label = _what(cells, heads, dated) or next(
        (text for text in words if read_label(text).said), words[0] if words else ""
    )
    about = tuple(words[: words.index(label)]) if label in words else ()
    if not about:
        about = tuple(
            cell.text
            for cell, head in zip(cells, heads, strict=False)
            if _ABOUT.fullmatch(head) and cell.text and cell.text != label
        )
    return first_sentence(label), about


def _what(cells: Sequence[Text], heads: Sequence[str], dated: Sequence[int]) -> str:
    """The label of a row by the heads of its columns, where one is that of what happens and another
    of whose it is."""
    if not any(_ABOUT.fullmatch(head) for head in heads):
        return ""
    found = (
        cell.text
        for place, (cell, head) in enumerate(zip(cells, heads, strict=False))
        if place not in dated and _WHAT.fullmatch(head)
    )
    return next((text for text in found if text), "")


def _of_cell(cell: Text, label: str) -> Iterator[Entry]:
    """The entries of a cell that has words beside its dates: they say what each is for where they
    can, else the row's label does."""
    told = read_label(label)
    enough = told.said and told.understood
    found = list(entries_of_line(cell))
    if enough and len(found) == 1 and _REMARKED.match(cell.text[found[0].value.end :]):
        yield replace(found[0], label=label, prose=False)
        return
    for entry in found:
        own = read_label(entry.label).said
        whole = f"{label}: {entry.label}"
        if enough and not read_label(whole).understood:
            whole = label
        yield replace(
            entry,
            label=entry.label if own or not label else whole,
            sections=(label,) if own and label else (),
        )


def _month(label: str) -> date | None:
    """The middle of the month that a label is, such as `March 2026` or `October 2025 cycle`."""
    found = _CYCLE.fullmatch(label.strip())
    month = found and MONTHS.get(found["month"].lower())
    return date(int(found["year"]), month, 15) if found and month else None


def _dressed(value: Value, label: str) -> Value:
    """A value with the time and zone that its label says, where it has none itself: ``Papers (23:59
    AoE)``."""
    clocks, zones = find_clocks(label), find_zones(label)
    return replace(
        value,
        clock=value.clock or next(iter(clocks), None),
        zone=value.zone or next(iter(zones), None),
    )
