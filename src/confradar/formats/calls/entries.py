"""Blocks -> entries: which words belong to which dates. Labels beside, before, behind and below
their dates are put together here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from confradar.formats.calls.blocks import Block, Text, joined
from confradar.formats.calls.lines import Entry, entries_of_line
from confradar.formats.calls.moved_dates import merged
from confradar.formats.calls.pairing import HEADS, bare, partners, timed, with_rows_apart
from confradar.formats.calls.row_entries import entries_of_row, gapped_line, topic_of
from confradar.formats.calls.table_rows import LINE_LEVEL, LIST_LEVEL, ROW_LEVEL
from confradar.formats.calls.values import find_values, strip_values
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label, track_of

UNPAIRED = "dates and labels stand on lines of their own, and it is not plain which belong together"
"""The doubt of labels that may belong to the date before or behind them."""

# A table's row that is a heading: what follows is about it.
_OVER = lazy(
    r"\b(?:calls? for|tracks?|rounds?|cycles?|papers|workshops|tutorials|demos|posters|dates|"
    r"deadlines|phase|main conference)\b",
    re.IGNORECASE,
)
_STATUS = lazy(r"\W*(?:open|closed|over|passed|date|dates|deadline|due)?\W*", re.IGNORECASE)
_PEOPLE = lazy(r"\b(?:chairs?|contacts?|e-?mail|organi[sz]ers?|committee|website)\b", re.IGNORECASE)
_UPDATED = lazy(r"\W*\b(?:last\s+)?(?:updated?|changed|modified|as of|version)\b\W*", re.IGNORECASE)
# Labels that say only whose day it is.
_WHOSE = lazy(
    r"\W*(?:(?:all|full|long|short|regular|research|demo|poster|workshop|industry|position)"
    r"(?:\s+and\s+\w+)?\s+)(?:papers|submissions|tracks|authors)\s*[:–—-]",
    re.IGNORECASE,
)
# Whose dates the lines behind it give: ``Track: Short papers``.
_TRACK = lazy(r"\W*(?:track|category|submission type)\s*:\s*\w.{2,60}", re.IGNORECASE)
# A deadline that names no date: ``Workshop proposals deadline: on invitation only``.
_UNDATED = lazy(r".*\b(?:deadline|due|notification)\s*:\s*\S.*", re.IGNORECASE)
_IN_BRACKETS = lazy(r"\W*\([^()]+\)\W*")
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
    blocks = merged(with_rows_apart(_with_times([_demoted(block) for block in blocks])))
    partner, unclear = _partners(blocks)
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
            line = gapped_line(block) if block.kind == "row" else block.text
            new = entries_of_line(line) if line else entries_of_row(block)
            topic = (topic_of(block),) if block.kind == "row" and block.heads else ()
            found += [
                replace(item, sections=(*above, *filter(None, topic), *item.sections), run=run)
                for item in new
            ]
    return found


def _with_times(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a time in brackets on a line of its own is that of the date that ends the line
    before it."""
    found: list[Block] = []
    for block in blocks:
        if found and _is_time_of(found[-1], block):
            found[-1] = replace(found[-1], cells=(joined([found[-1].text, block.text]),))
        else:
            found.append(block)
    return found


def _is_time_of(before: Block, block: Block) -> bool:
    text = block.text.text
    if "row" in {block.kind, before.kind} or not (_IN_BRACKETS.fullmatch(text) and bare(text)):
        return False
    values = find_values(before.text)
    ends = len(values) == 1 and not before.text.text[values[0].end :].strip(" .,;*")
    return ends and timed(text) and not (values[0].clock or values[0].zone)


def _labelled(label: str, dated: Text) -> Text:
    """A date behind its label."""
    colon = "" if dated.text.lstrip().startswith((":", "：")) else ":"
    return joined([Text(label.rstrip(": ") + colon), dated])


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


def _partners(blocks: Sequence[Block]) -> tuple[dict[int, int], set[int]]:
    """As `partners` says; what names a track is the heading of several dates, and no date's
    label."""
    pairs, unclear = partners(blocks)
    own = {day: label for day, label in pairs.items() if not _names_track(blocks[label])}
    return own, unclear


def _names_track(block: Block) -> bool:
    """Whether a line names a track, whose dates stand behind it."""
    named = block.kind != "row" and _TRACK.fullmatch(block.text.text)
    return bool(named) and not find_values(block.text)


def _demoted(block: Block) -> Block:
    """A heading with a date in it is a line, unless it heads dates and says when it was changed; a
    row without one that only names what the rows below are about is a heading, and so is a line
    that names a track."""
    if _names_track(block):
        return replace(block, kind="heading", level=LINE_LEVEL)
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
        or _UNDATED.fullmatch(text)
        or place + 1 >= len(blocks)
    ):
        return False
    behind = blocks[place + 1].text
    dated = place + 1 in taken or bool(find_values(behind))
    if not dated or _PEOPLE.search(text) or len(text.split()) > (10 if text.endswith(":") else 7):
        return False
    said = read_label(text)
    due = said.said and said.understood and bool(_WHOSE.match(behind.text))
    return due or bool(track_of(text) or said.round or _OVER.search(text))
