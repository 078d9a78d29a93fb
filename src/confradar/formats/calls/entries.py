"""Blocks -> entries: which words belong to which dates. Labels beside, before, behind and below their dates are put together here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from confradar.formats.calls.blocks import Block, Text, joined
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.months import MONTHS
from confradar.formats.calls.pairing import AFRESH_OR_AGED, NOTHING, bare, merged, partners
from confradar.formats.calls.rows import LINE_LEVEL, LIST_LEVEL, ROW_LEVEL
from confradar.formats.calls.times import find_clocks, find_zones
from confradar.formats.calls.values import Value, find_values, strip_values
from confradar.formats.wording import read_label, track_of

UNPAIRED = "dates and labels stand on lines of their own, and it is not plain which belong together"
"""The doubt of labels that may belong to the date before or behind them."""

_SENTENCE = re.compile(r"(?<![ap]\.[mM]\.)(?<![ap][mM]\.)(?<!\b[A-Z]\.)(?<=[A-Za-z\d)][.!?])\s+(?=[A-Z\"“(])|(?<=[。；])|;\s+(?=[A-Z])")
_SPOKEN = re.compile(r"\b(?:will|must|should|may|can|is|are|we|you|your|our|their|please|has|have|been|be|they)\b", re.IGNORECASE)
# A table's row that is a heading: what follows is about it.
_OVER = re.compile(
    r"\b(?:calls? for|tracks?|rounds?|cycles?|papers|workshops|tutorials|demos|posters|dates|deadlines|phase|main conference)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\W*(?:open|closed|over|passed|date|dates|deadline|due)?\W*", re.IGNORECASE)
# A full stop behind these ends no sentence.
_SHORT = re.compile(
    r"\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|approx|ca|no|nr|vs|e\.g|i\.e|dr|prof|st|int|conf|proc|"
    r"subm|dept|univ)\.\s+$",
    re.IGNORECASE,
)
# The heads of the columns that say what happens, and whose it is.
_WHAT = re.compile(r"\W*(?:what|events?|milestones?|activit(?:y|ies)|actions?|descriptions?|items?|deadlines?|tasks?)\W*", re.IGNORECASE)
_ABOUT = re.compile(r"\W*(?:tracks?|categor(?:y|ies)|types?|calls?|groups?)\W*", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:chairs?|contacts?|e-?mail|organi[sz]ers?|committee|website)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b(?:please|you|your|we|our|must|should|will)\b", re.IGNORECASE)
_CYCLE = re.compile(
    rf"(?:the\s+)?(?P<month>{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})\.?\s+(?P<year>20\d\d)(?:\s+(?:cycle|round|issue|deadline|arr))?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_LONG_LABEL = 16
_SENTENCE_LENGTH = 12
_HEADING_LENGTH = 60


@dataclass(frozen=True)
class Section:
    """A heading that an entry stands under, its rank, and for that of a list inside an item the elements around it."""

    level: int
    text: str
    path: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A dated value with the words that say what it is for.

    `column` is the head of its column, `sections` the headings above it, outermost first; `prose` says that it stands in a
    sentence and not in a list; `run` numbers the list that it is in, `evidence` is the line as found; `doubt` as of a point;
    `around` is the middle of the month that its row is named by (cycles are).
    """

    label: str
    value: Value
    evidence: str
    column: str = ""
    sections: tuple[str, ...] = ()
    prose: bool = False
    run: int = 0
    doubt: str = ""
    around: date | None = None


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
        sections = [item for item in sections if item.level != LIST_LEVEL or block.path[: len(item.path)] == item.path]
        if place in partner and blocks[partner[place]].kind == "heading":
            sections = [item for item in sections if item.level < blocks[partner[place]].level]
        if block.kind == "heading" and place not in partner:
            inner = block.level == LIST_LEVEL
            kept = [item for item in sections if item.level < block.level or (inner and len(item.path) < len(block.path))]
            sections = [*kept, Section(block.level, block.text.text, block.path)]
            run += 1
            continue
        if place not in partner and not find_values(block.text):
            if _heads_list(blocks, place, taken):
                sections = [item for item in sections if item.level < LINE_LEVEL] + [Section(LINE_LEVEL, block.text.text)]
                run += 1
            continue
        above = tuple(item.text for item in sections)
        if place in partner:
            label, doubt = blocks[partner[place]].text.text, UNPAIRED if place in unclear else ""
            new = _of_line(joined([Text(label + ":"), block.text])) if label else []
            found += [replace(item, sections=above, run=run, doubt=doubt) for item in new]
            if _heads_more(blocks, place, partner):
                sections = [*sections, Section(blocks[partner[place]].level, label, blocks[partner[place]].path)]
        else:
            new = _of_row(block) if block.kind == "row" else _of_line(block.text)
            topic = (_topic(block),) if block.kind == "row" and block.heads else ()
            found += [replace(item, sections=(*above, *filter(None, topic), *item.sections), run=run) for item in new]
    return found


def _heads_more(blocks: Sequence[Block], place: int, partner: Mapping[int, int]) -> bool:
    """Whether the heading that is the label of a date is that of the list behind it as well, of which the date is the first."""
    behind = place + 1
    if blocks[partner[place]].kind != "heading" or behind >= len(blocks) or behind in partner or blocks[behind].kind != "line":
        return False
    return bool(find_values(blocks[behind].text)) and not bare(blocks[behind].text.text)


def _demoted(block: Block) -> Block:
    """A heading with a date in it is a line; a row without one that only names what the rows below are about is a heading."""
    if block.kind == "heading" and find_values(block.text):
        return replace(block, kind="line", level=0)
    first, rest = block.cells[0].text, [cell.text for cell in block.cells[1:] if cell.text]
    if block.kind == "row" and _OVER.search(first) and all(_STATUS.fullmatch(text) for text in rest) and not find_values(block.text):
        return replace(block, kind="heading", level=ROW_LEVEL, cells=(block.cells[0],))
    return block


def _heads_list(blocks: Sequence[Block], place: int, taken: set[int]) -> bool:
    """Whether a line without a date is the heading of the dates behind it, though no markup says so: it names a track or a round."""
    text = blocks[place].text.text
    if blocks[place].kind != "line" or len(text) > _HEADING_LENGTH or text.endswith((".", "?", "!")) or place + 1 >= len(blocks):
        return False
    dated = place + 1 in taken or bool(find_values(blocks[place + 1].text))
    return (
        dated
        and not _PEOPLE.search(text)
        and bool(track_of(text) or read_label(text).round or _OVER.search(text))
        and len(text.split()) <= 7
    )


def _topic(block: Block) -> str:
    """The head of the labels' column: in some tables it names what all of the rows are about."""
    pairs = zip(block.cells, block.heads, strict=False)
    return next((head for cell, head in pairs if cell.text and not find_values(cell) and not bare(cell.text)), "")


def _of_row(block: Block) -> Iterator[Entry]:
    cells = block.cells
    dated = [place for place, cell in enumerate(cells) if find_values(cell)]
    alone = [place for place in dated if bare(cells[place].text)]
    heads = [*block.heads, *[""] * len(cells)]
    evidence = block.text.text
    if not alone:
        for place in dated:
            label = next((cell.text for at, cell in enumerate(cells) if at != place and cell.text and at not in dated), "")
            yield from (replace(entry, column=heads[place], evidence=evidence) for entry in _of_cell(cells[place], label))
        return
    others = [cell.text for place, cell in enumerate(cells) if place not in dated and cell.text]
    words = [text for text in others if not bare(text)] or [text for text in others if re.search(r"[^\W\d_]", text)][:1]
    label = _what(cells, heads, dated) or next((text for text in words if read_label(text).said), words[0] if words else "")
    about = tuple(text for text in words[: words.index(label)]) if label in words else ()
    if not about:
        about = tuple(
            cell.text for cell, head in zip(cells, heads, strict=False) if _ABOUT.fullmatch(head) and cell.text and cell.text != label
        )
    label = _first_sentence(label)
    extra = [cell for place, cell in enumerate(cells) if place not in dated and bare(cell.text)]
    if not label:
        label = next((cells[place].text for place in dated if place not in alone), "")
        dated = [place for place in dated if place in alone] or dated
    around = _month(label)
    if around:
        about, label = (*about, label), ""
    again = any(cells[place].struck for place in dated) or any(AFRESH_OR_AGED.match(cells[place].text) for place in dated[1:])
    together = len(dated) > 1 and not any(heads[place] for place in dated) and again
    if together:
        whole = joined([*(cells[place] for place in dated), *extra])
        yield from (Entry(label, value, evidence, sections=about) for value in find_values(whole))
        return
    for place in dated:
        if place not in alone:
            own = _of_cell(cells[place], label)
            yield from (replace(entry, column=heads[place], evidence=evidence, sections=(*about, *entry.sections)) for entry in own)
            continue
        for value in find_values(joined([cells[place], *extra])):
            yield Entry(label, _dressed(value, label), evidence, column=heads[place], sections=about, around=around)


def _what(cells: Sequence[Text], heads: Sequence[str], dated: Sequence[int]) -> str:
    """The label of a row by the heads of its columns, where one is that of what happens and another of whose it is."""
    if not any(_ABOUT.fullmatch(head) for head in heads):
        return ""
    found = (
        cell.text for place, (cell, head) in enumerate(zip(cells, heads, strict=False)) if place not in dated and _WHAT.fullmatch(head)
    )
    return next((text for text in found if text), "")


def _first_sentence(label: str) -> str:
    """The first of a label's sentences where it says what the date is for: the others explain."""
    end = next((match.start() for match in _SENTENCE.finditer(label) if not _SHORT.search(label[: match.end()])), None)
    return label[:end] if end and read_label(label[:end]).said else label


def _of_cell(cell: Text, label: str) -> Iterator[Entry]:
    """The entries of a cell that has words beside its dates: they say what each is for where they can, else the row's label does."""
    for entry in _of_line(cell):
        own = read_label(entry.label).said
        yield replace(
            entry, label=entry.label if own or not label else f"{label}: {entry.label}", sections=(label,) if own and label else ()
        )


def _month(label: str) -> date | None:
    """The middle of the month that a label is, such as `March 2026` or `October 2025 cycle`."""
    found = _CYCLE.fullmatch(label.strip())
    return date(int(found["year"]), MONTHS[found["month"].lower()], 15) if found else None


def _dressed(value: Value, label: str) -> Value:
    """A value with the time and zone that its label says, where it has none itself: ``Papers (23:59 AoE)``."""
    clocks, zones = find_clocks(label), find_zones(label)
    return replace(value, clock=value.clock or next(iter(clocks), None), zone=value.zone or next(iter(zones), None))


def _of_line(text: Text) -> Iterator[Entry]:
    """The entries of a line: one, several in a run-in paragraph, or those of its sentences."""
    start, first = 0, ""
    days = find_days(text.text)
    ends = [match.end() for match in _SENTENCE.finditer(text.text)]
    ends = [
        end
        for end in ends
        if not _SHORT.search(text.text[:end])
        and all(not day.start < end < day.end for day in days)
        and text.text[1:end].count("(") <= text.text[:end].count(")")
    ]
    ends.append(len(text.text))
    for place, end in enumerate(ends):
        if end < len(text.text) and not re.search(r"[^\W\d_]{2}", strip_values(text.text[end : ends[place + 1]])):
            continue
        sentence = text.slice(start, end)
        start = end
        values = find_values(sentence)
        for entry in _of_sentence(sentence, values) if values else ():
            said = read_label(entry.label)
            if said.round and not said.said and first:  # "Deadlines: round 1 on ..., round 2 on ..."
                entry = replace(entry, label=f"{entry.label} {first}")
            first = first or entry.label
            yield entry


def _of_sentence(text: Text, values: Sequence[Value]) -> Iterator[Entry]:
    line = text.text
    head = line[: values[0].start]
    leading = not NOTHING.sub("", strip_values(head))
    prose = _in_prose(line, len(values), values[0].start)
    if leading and len(values) == 2 and not re.search(r"\w", line[values[1].end :]) and len(values[1:]) and _told(line, values):
        values, leading = values[1:], False
        line = line[len(head) :]
    if len(values) == 1:
        yield Entry(_without(line, values[0]), values[0], line, prose=prose)
        return
    behind = [re.match(r"\s*\(([^()]{3,60})\)", line[value.end :]) for value in values]
    asides = [read_label(found[1]) if found else None for found in behind]
    if all(aside and (aside.said or aside.round) for aside in asides):
        first = strip_values(head).strip()
        for found, aside, value in zip(behind, asides, values, strict=True):
            if found and aside:
                yield Entry(found[1] if aside.said else f"{first} {found[1]}", value, line, prose=prose)
        return
    for place, value in enumerate(values):
        if leading:
            until = values[place + 1].start if place + 1 < len(values) else len(line)
            label = line[value.end : until]
        else:
            since = values[place - 1].end if place else 0
            label = line[since : value.start]
            named = label.rstrip().endswith(":") and len(label.split()) <= _LONG_LABEL
            if named:
                yield Entry(strip_values(label), value, line)
                continue
            if place == len(values) - 1:
                label += " " + line[value.end :]
        yield Entry(strip_values(label), value, line, prose=prose)


def _in_prose(line: str, dates: int, start: int) -> bool:
    """Whether a line is a sentence: long, with the words of one, or one that goes on from the line before."""
    spoken = _ASIDE.sub(" ", strip_values(line))
    words = re.findall(r"[^\W\d_]{2,}", spoken)
    if len(words) > _LONG_LABEL * (1 + dates) or (len(words) > 8 and _SPOKEN.search(spoken)):
        return True
    if len(words) > _SENTENCE_LENGTH and line.rstrip().endswith(".") and ":" not in line[: start + 40]:
        return True
    if len(words) > 3 and ":" not in line[:start] and _ADDRESSED.search(spoken):
        return True
    if re.search(r"\b(?:is|are|will be)\s+(?:due\s+)?(?:on\s+|by\s+)?(?:\w+day,?\s+)?(?:the\s+)?$", line[:start]):
        return True
    if (
        len(words) > 6
        and re.match(r"(?:The|We|If|For|Please|To|You|Authors|Papers|In|Note)\s", line)
        and not re.match(r"[^.]{0,60}:", line)
    ):
        return True
    return line[:1].islower() and len(words) > 3 and bool(re.search(r"\b(?:with|the|by|on|is|will|and)\b", line))


def _told(line: str, values: Sequence[Value]) -> bool:
    """Whether the first of two dates says only when the second was told: ``June 21: new deadline: June 25``."""
    return bool(re.search(r"[^\W\d_]{3}", strip_values(line[values[0].end : values[1].start])))


def _without(line: str, value: Value) -> str:
    """The line without its value: what was struck or old goes with it."""
    spans = [(value.start, value.end), *((day.start, day.end) for day in value.was)]
    letters = list(line)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return " ".join(strip_values("".join(letters)).split())
