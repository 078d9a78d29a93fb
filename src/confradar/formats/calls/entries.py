"""Blocks -> entries: which words belong to which dates. Labels beside, before, behind and below
their dates are put together here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from confradar.formats.calls.blocks import Block, Text, joined
from confradar.formats.calls.lines import Entry, entries_of_line, first_sentence
from confradar.formats.calls.months import MONTH, MONTHS
from confradar.formats.calls.pairing import AFRESH_OR_AGED, HEADS, bare, merged, partners
from confradar.formats.calls.table_rows import LINE_LEVEL, LIST_LEVEL, ROW_LEVEL
from confradar.formats.calls.times import find_clocks, find_zones
from confradar.formats.calls.values import Value, find_values, strip_values
from confradar.formats.wording import read_label, track_of

UNPAIRED = "dates and labels stand on lines of their own, and it is not plain which belong together"
"""The doubt of labels that may belong to the date before or behind them."""

# A table's row that is a heading: what follows is about it.
_OVER = re.compile(
    r"\b(?:calls? for|tracks?|rounds?|cycles?|papers|workshops|tutorials|demos|posters|dates|"
    r"deadlines|phase|main conference)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\W*(?:open|closed|over|passed|date|dates|deadline|due)?\W*", re.IGNORECASE)
# The heads of the columns that say what happens, and whose it is.
_WHAT = re.compile(
    r"\W*(?:what|events?|milestones?|activit(?:y|ies)|actions?|descriptions?|items?|deadlines?|"
    r"tasks?)\W*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\W*(?:tracks?|categor(?:y|ies)|types?|calls?|groups?)\W*", re.IGNORECASE)
# Labels that say only whose day it is.
_WHOSE = re.compile(
    r"\W*(?:(?:all|full|long|short|regular|research|demo|poster|workshop|industry|position)"
    r"(?:\s+and\s+\w+)?\s+)(?:papers|submissions|tracks|authors)\s*[:–—-]",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:chairs?|contacts?|e-?mail|organi[sz]ers?|committee|website)\b", re.IGNORECASE
)
_CYCLE = re.compile(
    rf"(?:the\s+)?(?P<month>{MONTH})\.?\s+(?P<year>20\d\d)(?:\s+(?:cycle|round|issue|deadline|"
    rf"arr))?",
    re.IGNORECASE,
)
# Behind a date, its time and its zone: a remark that says nothing of what the date is for.
_REMARKED = re.compile(r"[^–—]{0,40}\s[–—]\s*(?=[a-z])")
_UPDATED = re.compile(
    r"\W*\b(?:last\s+)?(?:updated?|changed|modified|as of|version)\b\W*", re.IGNORECASE
)
_HEADING_LENGTH = 60


@dataclass(frozen=True)
class Section:
    """A heading that an entry stands under, its rank, and for that of a list inside an item the
    elements around it."""

    level: int
    text: str
    path: tuple[int, ...] = ()


def entries_of(blocks: Sequence[Block]) -> list[Entry]:
    """The entries of a page, in its order."""
    blocks = merged([_demoted(block) for block in blocks])
    partner, unclear = partners(blocks)
    sections: list[Section] = []
    found: list[Entry] = []
    run = 0
    taken = set(partner.values())
    for place, block in enumerate(blocks):
        if place in taken:
            continue
        beside = blocks[partner[place]] if place in partner else None
        sections = _open_at(sections, block, beside)
        if block.kind == "heading" and beside is None:
            sections = _under_heading(sections, block)
            run += 1
            continue
        if beside is None and not find_values(block.text):
            if _heads_list(blocks, place, taken):
                sections = [item for item in sections if item.level < LINE_LEVEL] + [
                    Section(LINE_LEVEL, block.text.text)
                ]
                run += 1
            continue
        above = tuple(item.text for item in sections)
        if beside is not None:
            label, doubt = beside.text.text, UNPAIRED if place in unclear else ""
            new = entries_of_line(_labelled(label, block.text)) if label else []
            found += [replace(item, sections=above, run=run, doubt=doubt) for item in new]
            if _heads_more(blocks, place, partner):
                sections = [*sections, Section(beside.level, label, beside.path)]
        else:
            line = _gapped(block) if block.kind == "row" else block.text
            new = entries_of_line(line) if line else _of_row(block)
            topic = (_topic(block),) if block.kind == "row" and block.heads else ()
            found += [
                replace(item, sections=(*above, *filter(None, topic), *item.sections), run=run)
                for item in new
            ]
    return found


def _labelled(label: str, dated: Text) -> Text:
    """A date behind its label."""
    return joined([Text(label.rstrip(": ") + ":"), dated])


def _open_at(sections: list[Section], block: Block, beside: Block | None) -> list[Section]:
    """The headings that still hold for a block, whose label may be the one `beside` it."""
    kept = [
        item
        for item in sections
        if item.level != LIST_LEVEL or block.path[: len(item.path)] == item.path
    ]
    if beside is not None and beside.kind == "heading":
        kept = [item for item in kept if item.level < beside.level or _around(item, beside)]
    if block.kind == "line" and block.level:  # a heading with a date ends those like it
        kept = [item for item in kept if item.level < block.level]
    return kept


def _around(section: Section, label: Block) -> bool:
    """Whether a heading of a label's own rank is that of the list that the label is deeper in."""
    inside = section.path[:-1]
    return (
        section.level == label.level
        and len(label.path) > len(section.path)
        and label.path[: len(inside)] == inside
    )


def _under_heading(sections: list[Section], block: Block) -> list[Section]:
    """The headings above what follows a heading: itself, and those that it does not end."""
    inner = block.level == LIST_LEVEL
    kept = [
        item
        for item in sections
        if item.level < block.level or (inner and len(item.path) < len(block.path))
    ]
    return [*kept, Section(block.level, block.text.text, block.path)]


def _heads_more(blocks: Sequence[Block], place: int, partner: Mapping[int, int]) -> bool:
    """Whether the heading that is the label of a date is that of the list behind it as well, of
    which the date is the first."""
    behind = place + 1
    if (
        blocks[partner[place]].kind != "heading"
        or behind >= len(blocks)
        or behind in partner
        or blocks[behind].kind != "line"
    ):
        return False
    return bool(find_values(blocks[behind].text)) and not bare(blocks[behind].text.text)


def _demoted(block: Block) -> Block:
    """A heading with a date in it is a line, unless it heads dates and says when it was changed; a
    row without one that only names what the rows below are about is a heading."""
    if block.kind == "heading" and find_values(block.text):
        head = _UPDATED.sub("", strip_values(block.text.text))
        return block if HEADS.fullmatch(head) else replace(block, kind="line")
    first, rest = block.cells[0].text, [cell.text for cell in block.cells[1:] if cell.text]
    if (
        block.kind == "row"
        and _OVER.search(first)
        and all(_STATUS.fullmatch(text) for text in rest)
        and not find_values(block.text)
    ):
        return replace(block, kind="heading", level=ROW_LEVEL, cells=(block.cells[0],))
    return block


def _heads_list(blocks: Sequence[Block], place: int, taken: set[int]) -> bool:
    """Whether a line without a date is the heading of the dates behind it, though no markup says
    so: it names a track or a round, or says what is due of the papers that they name."""
    text = blocks[place].text.text
    if (
        blocks[place].kind != "line"
        or len(text) > _HEADING_LENGTH
        or text.endswith((".", "?", "!"))
        or place + 1 >= len(blocks)
    ):
        return False
    behind = blocks[place + 1].text
    dated = place + 1 in taken or bool(find_values(behind))
    if not dated or _PEOPLE.search(text) or len(text.split()) > 7:
        return False
    said = read_label(text)
    due = said.said and said.understood and bool(_WHOSE.match(behind.text))
    return due or bool(track_of(text) or said.round or _OVER.search(text))


def _topic(block: Block) -> str:
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


def _of_row(block: Block) -> Iterator[Entry]:
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
            [
                Entry(label, _dressed(value, label), evidence, around=around)
                for value in find_values(joined([cells[place], *extra]))
            ]
            if place in alone
            else _of_cell(cells[place], label)
        )
        yield from (
            replace(
                entry, column=heads[place], evidence=evidence, sections=(*about, *entry.sections)
            )
            for entry in own
        )


def _gapped(block: Block) -> Text | None:
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
