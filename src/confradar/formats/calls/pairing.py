"""Dates and labels on lines of their own: which lines are only a date, and which line is the label
of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from confradar.formats.calls.blocks import Block, joined
from confradar.formats.calls.dates import WEEKDAY, find_days
from confradar.formats.calls.months import MONTH, MONTHS
from confradar.formats.calls.times import find_clocks, find_zones
from confradar.formats.calls.values import find_values, strip_values
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label

# How long a paper is, as a remark behind its date: ``[150 words]``.
_LENGTH = lazy(
    r"[(\[]\s*\d[^()\[\]]{0,20}\b(?:words|pages|pp|characters)\.?\s*[)\]]", re.IGNORECASE
)
NOTHING = lazy(
    r"[\W\d_]|(?<=[(（])(?:周|星期)?[月火水木金土日一二三四五六](?=[)）])|必着|\b"
    + WEEKDAY
    + r"\b|\b(?:extended|postponed|shifted|moved|prolonged|updated|new|firm|hard|final|strict|"
    r"deadline|extension|no|further|is|has|been|to|on|by|at|until|the|of|before|due|tentative|tbc|tba|tbd|"
    r"am|pm|only|morning|afternoon|evening|(?:half|full)[ -]day|"
    r"suggested|proposed|planned|provisional|preliminary|expected|date|was|originally|original|"
    r"previously|formerly|initially|from|time|local|midnight|and|"
    r"st|nd|rd|th|passed|closed|over|in|all|day|end|eod|estimated|around|approximately|approx|"
    r"about|early|mid|late|please note|"
    r"a más tardar|antes|hasta|el|del|de|entre|inclusive|bis|zum|am|spätestens|jusqu|au|avant|le|"
    r"du|até|dia|entro|fino|il|al|y|a|horas?(?: portuguesa| española| local)?)\b",
    re.IGNORECASE,
)
AFRESH_OR_AGED = lazy(
    r"\W*(?:extended|postponed|new|updated|moved|changed|now|prolonged)\b|\W*(?:->|→|⇒)|"
    r"\W*(?:originally|original|previously|formerly|was|were|old|instead of|initially|before)\b",
    re.IGNORECASE,
)
"""How a text begins that gives another value of the date before it: the new one or the old one."""

_SAID = lazy(
    r"\bdeadline\s+(?:extension|extended|postponed)\b|\bextended\s+deadline\b", re.IGNORECASE
)
HEADS = lazy(
    r"\W*(?:(?:all|important|key|relevant|other)\s+)*(?:dates?|deadlines?|timeline|"
    r"schedule)(?:\s+(?:and|&)\s+(?:dates?|deadlines?))?\W*",
    re.IGNORECASE,
)
"""What heads a list of dates and says no more."""

# The heads of columns, on a line of their own where a table was copied as text.
_COLUMNS = lazy(
    r"\W*(?:(?:dates?|data|datas|fechas?|datum|events?|evento|actions?|ac[çc][ãa]o|acci[óo]n|"
    r"activit(?:y|ies)|actividad|atividade|tasks?|descriptions?|what|when|items?|"
    r"milestones?)\b\W*)+",
    re.IGNORECASE,
)
# Labels of the event's own days.
_EVENT_DAYS = lazy(
    r"\W*(?:the\s+)?(?:main\s+)?(?:conference|symposium|workshop|congress|event|meeting)"
    r"(?:\s+(?:dates?|days?))?\W*",
    re.IGNORECASE,
)
# An address and what it is of: no label of a date.
_LINKED = lazy(r":\s*https?://\S+$")
# What introduces the dates: ``Please note the following submission deadlines:``.
_INTRODUCES = lazy(
    r"\b(?:following|below)\b.*\b(?:dates|deadlines|timeline|schedule)\W*$", re.IGNORECASE
)
# What a click does with a date.
_BUTTONS = lazy(
    r"\W*(?:(?:add|save|export|subscribe) (?:this )?to (?:your |my |the |google |outlook |apple )*"
    r"calendar|"
    r"download (?:the )?\.?(?:ics|ical\w*)|\.?ics\b|ical\b|google calendar|outlook)",
    re.IGNORECASE,
)
_VAGUE = lazy(r"(?:(?:early|mid|late|end of)[ -])?([^\W\d_]+)\.?(?:,? 20\d\d)?", re.IGNORECASE)
# A label whose own date is no day: ``Notification: late July, 2027``.
_DATED_VAGUELY = lazy(
    rf":\s*(?:(?:early|mid|late|(?:the )?(?:beginning|middle|end) of)[ -])?{MONTH}\.?"
    r"(?:,?\s*20\d\d)?\W*$",
    re.IGNORECASE,
)
_LABEL_LENGTH = 400
_SENTENCE_LENGTH = 8


def bare(text: str) -> bool:
    """Whether a text has no words of a label: only dates, times, zones, weekdays and marks such as
    ``extended``."""
    return not NOTHING.sub("", strip_values(_LENGTH.sub("", text)))


def dates_only(block: Block) -> bool:
    """Whether a line is a date and no more."""
    text = block.text
    if _SAID.search(text.text):
        return False
    return (
        block.kind == "line"
        and bool(find_values(text))
        and (bare(text.text) or (bool(find_days(text.live)) and bare(text.live)))
    )


def _vague(block: Block) -> bool:
    """Whether a line is a month and no more."""
    found = _VAGUE.fullmatch(block.text.text.strip())
    return block.kind == "line" and bool(found and found[1].lower() in MONTHS)


def timed(text: str) -> bool:
    """Whether a text names a time or a zone."""
    return bool(find_clocks(text) or find_zones(text))


def with_rows_apart(blocks: Sequence[Block]) -> list[Block]:
    """A row of dates above a row of as many labels as lines, each a label and its date."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if above is not None and _one_above_the_other(above, block):
            found.pop()
            for label, day in zip(block.cells, above.cells, strict=True):
                whole = joined([replace(label, text=f"{label.text.rstrip(': ')}:"), day])
                found.append(Block("line", (whole,), path=block.path))
            continue
        found.append(block)
    return found


def _one_above_the_other(above: Block, block: Block) -> bool:
    return (
        above.kind == block.kind == "row"
        and len(above.cells) == len(block.cells) > 1
        and all(find_values(cell) and bare(cell.text) for cell in above.cells)
        and not find_values(block.text)
        and all(read_label(cell.text).said for cell in block.cells)
    )


def partners(blocks: Sequence[Block]) -> tuple[dict[int, int], set[int]]:
    """For each line that is only a date, the line that is its label: whole runs of them are paired
    in one direction. With them the dates for which the other direction is as good. A month on a
    line of its own has a label as well.
    """
    only = {place for place, block in enumerate(blocks) if dates_only(block)}
    vague = {place for place, block in enumerate(blocks) if _vague(block)}
    found, unclear = _columns(blocks, sorted(only))
    for run in _runs(sorted((only | vague) - found.keys())):
        if len(only.intersection(run)) < 2:
            run = [place for place in run if place in only]
        before = {
            place: place - 1
            for place in run
            if place and is_label(blocks[place - 1]) and place - 1 not in only | vague
        }
        behind = {
            place: place + 1
            for place in run
            if place + 1 < len(blocks)
            and is_label(blocks[place + 1])
            and place + 1 not in only | vague
        }
        near_before = sum(
            _near(blocks, place, other) + 2 * _announced(blocks[other], blocks[place])
            for place, other in before.items()
        )
        near_behind = sum(_near(blocks, place, other) for place, other in behind.items())
        told = near_behind - near_before
        if run and not told and len(before) == len(behind) == len(run):
            first, last = blocks[before[run[0]]], blocks[behind[run[-1]]]
            told = _says(last) - _says(first) or _spoken(first) - _spoken(last)
            unclear.update(run if not told else ())
            told = told or before[run[0]] == 0  # the page's title
        if len(run) == 1 and run[0] in before and _of_title(blocks, run[0]):
            told = -1
        found |= behind if told > 0 else before
    return found, unclear


def _of_title(blocks: Sequence[Block], place: int) -> bool:
    """Whether a date is that of days right below the page's own heading: its event's."""
    above = blocks[place - 1]
    values = find_values(blocks[place].text)
    return above.kind == "heading" and above.level == 1 and any(value.last for value in values)


def _columns(blocks: Sequence[Block], dates: list[int]) -> tuple[dict[int, int], set[int]]:
    """`partners` of the dates of columns: their labels are the column before, line by line."""
    found: dict[int, int] = {}
    unclear: set[int] = set()
    for run in _side_by_side(dates):
        labels = range(run[0] - len(run), run[0])
        named = [blocks[place] for place in labels if place >= 0 and is_label(blocks[place])]
        said = sum(map(_says, named))
        held = sum(bool(_EVENT_DAYS.fullmatch(block.text.text)) for block in named)
        paired = said >= 2 and said + held >= len(run)
        if paired:
            found |= dict(zip(run, labels, strict=True))
        if not paired or _has_more(blocks, labels[0]):
            unclear.update(run)
    return found, unclear


def _has_more(blocks: Sequence[Block], first: int) -> bool:
    """Whether a column of labels has another one above the first that has a date."""
    if first == 0:
        return False
    above, block = blocks[first - 1], blocks[first]
    like = (above.kind, above.level, len(above.path)) == (block.kind, block.level, len(block.path))
    return like and is_label(above) and _says(above)


def _side_by_side(dates: list[int]) -> Iterator[list[int]]:
    """Three bare dates and more without a label between: a column beside that of their labels."""
    for _, run in groupby(enumerate(dates), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in run]
        if len(places) > 2:
            yield places


def _says(block: Block) -> bool:
    """Whether a label says what a date is for: that of a page or list does not, nor a sentence."""
    return not _spoken(block) and read_label(block.text.text).said


def _spoken(block: Block) -> bool:
    """Whether a line is a sentence, or what introduces the dates: no label."""
    text = block.text.text.rstrip()
    ended = text.endswith((".", "!", "?")) and len(text.split()) > _SENTENCE_LENGTH
    return ended or bool(_INTRODUCES.search(text))


def announces(block: Block) -> bool:
    """Whether a label says by its colon that its date follows."""
    return block.text.text.rstrip().endswith((":", "："))


def _announced(label: Block, date: Block) -> bool:
    """Whether a colon between a label and a date says that they belong together."""
    return announces(label) or date.text.text.lstrip().startswith((":", "："))


def _runs(dates: list[int]) -> Iterator[list[int]]:
    """Bare dates that follow each other with one label between."""
    run: list[int] = []
    for place in dates:
        if run and place - run[-1] != 2:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def is_label(block: Block) -> bool:
    """Whether a line without a date may be the label of one."""
    if _LINKED.search(block.text.text) or _BUTTONS.match(block.text.text):
        return False
    if _DATED_VAGUELY.search(block.text.text):
        return False
    if HEADS.fullmatch(block.text.text) or _COLUMNS.fullmatch(block.text.text):
        return False
    return (
        block.kind != "row"
        and not find_values(block.text)
        and not bare(block.text.text)
        and 2 < len(block.text.text) <= _LABEL_LENGTH
    )


def _near(blocks: Sequence[Block], place: int, other: int) -> float:
    """How close two blocks stand: the share of the elements around them that they share."""
    mine, theirs = blocks[place].path, blocks[other].path
    shared = next(
        (at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]),
        min(len(mine), len(theirs)),
    )
    return shared + 0.5 * (blocks[other].kind != "heading")
