"""Dates on lines of their own that are one value with the line before: the new one of a date that
is struck through, or of which the strike was lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from confradar.formats.calls.blocks import Block, joined
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.pairing import (
    AFRESH_OR_AGED,
    announces,
    bare,
    dates_only,
    is_label,
    timed,
)
from confradar.formats.calls.values import find_values
from confradar.formats.lazy_pattern import lazy

# How a text begins that gives the new value of the date before it, and no other one.
_EXTENDED_TO = lazy(
    r"\W*(?:(?:(?:is|was|has been|now)\s+)*(?:extended|postponed|moved|shifted|prolonged|changed)|"
    r"new\s+deadline|extended\s+deadline)\b",
    re.IGNORECASE,
)
_WORD = lazy(r"\w")
_LABELLED_LENGTH = 16


def merged(blocks: Sequence[Block]) -> list[Block]:
    """A date on a line of its own behind another that is struck through, or that says that it is
    the new or the old one, is one value with it; so is what says so behind a label and its date,
    and a time behind a date. Weekdays and marks on lines of their own say nothing.
    """
    found: list[Block] = []
    blocks = [block for block in blocks if block.kind == "row" or _WORD.search(block.text.text)]
    for place, block in enumerate(blocks):
        before = found[-1] if found else None
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind == "line" and not find_days(block.text.text) and bare(block.text.text):
            if before is not None and dates_only(before) and timed(block.text.text):
                found[-1] = _with(before, block)
                continue
            if (before is not None and dates_only(before)) or (following and dates_only(following)):
                continue
        if before is not None and dates_only(block) and _of_one(found, block, following):
            found[-1] = _with(before, block)
            continue
        found.append(block)
    return found


def _with(before: Block, block: Block) -> Block:
    """The line, or the last cell of a row, with the date below it."""
    *cells, last = before.cells if before.kind == "row" else (before.text,)
    return replace(before, cells=(*cells, joined([last, block.text])))


def _of_one(found: Sequence[Block], block: Block, following: Block | None) -> bool:
    """Whether a date on a line of its own is one value with the line before it."""
    before = found[-1]
    if not dates_only(before):
        return _renewed(before, block) or _moved_below(before, block, following)
    struck = (
        _gone(before)
        and find_days(block.text.live)
        and not (len(found) > 1 and dates_only(found[-2]) and _gone(found[-2]))
    )
    return bool(
        struck or _replaced(found, block, following) or AFRESH_OR_AGED.match(block.text.text)
    )


def _gone(block: Block) -> bool:
    """Whether the days of a line are struck through."""
    return bool(block.text.struck) and not find_days(block.text.live)


def _renewed(before: Block, block: Block) -> bool:
    """Whether a date that says that it is the new one, or that is not struck through as theirs is,
    stands behind a label and its only date."""
    values = find_values(before.text) if before.kind == "line" else []
    return (
        len(values) == 1
        and not values[0].last
        and not bare(before.text.text)
        and len(before.text.text.split()) <= _LABELLED_LENGTH
        and bool(
            _EXTENDED_TO.match(block.text.text) or (_gone(before) and find_days(block.text.live))
        )
    )


def _replaced(found: Sequence[Block], block: Block, following: Block | None) -> bool:
    """Whether a later date right behind another is the one that replaced it, of which the strike
    was lost: both stand behind one label that ends with a colon."""
    if len(found) < 2 or not (announces(found[-2]) and is_label(found[-2])):
        return False
    if (len(found) > 2 and announces(found[-3])) or (following and dates_only(following)):
        return False
    return _later(found[-1], block)


def _later(before: Block, block: Block) -> bool:
    """Whether the only date of a block is later than the only one of the block before, in the same
    year."""
    pair = [find_values(item.text) for item in (before, block)]
    if any(len(values) != 1 or values[0].last for values in pair):
        return False
    old, new = (values[0].first for values in pair)
    return (old.year or new.year, old.month, old.day) < (
        new.year or old.year,
        new.month,
        new.day,
    ) and (old.year or 0) == (new.year or old.year or 0)


def _moved_below(before: Block, block: Block, following: Block | None) -> bool:
    """Whether a date below a label and its date is the later one of the same, of which the strike
    was lost: what follows has a label and a date of its own."""
    ends = following is None or following.kind == "heading" or bool(find_values(following.text))
    return (
        ends
        and before.kind != "heading"
        and not any(before.heads)
        and not bare(before.text.text)
        and len(before.text.text.split()) <= _LABELLED_LENGTH
        and not (following and dates_only(following))
        and not before.text.struck
        and _later(before, block)
    )
