"""What a page says of the time and zone of all of its deadlines, and for which of them it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from confradar.formats.calls.blocks import Block
from confradar.formats.calls.pairing import bare
from confradar.formats.calls.times import find_clocks, find_zones
from confradar.formats.calls.values import find_values
from confradar.formats.lazy_pattern import lazy

_OF_ALL = lazy(
    r"\b(?:all|each|every|these|the|our|following|above|below|any|both|"
    r"unless)\b[^.]{0,50}\b(?:deadlines?|dates?|times?|submissions?|due)\b"
    r"|\b(?:deadlines|dates|times|time\s?zones?(?=\s*(?:is|are|for|of|used|:|=))|submissions|"
    r"deadline (?:interpretation|times?|hours?))\b|"
    r"^\W*deadline\s*[:(–—-]|"
    r"\btod[oa]s\b|\balle\b|\btou(?:s|tes?)\b|\btutt[ei]\b|截止",
    re.IGNORECASE,
)
_ALL = lazy(r"\b(?:all|both|each|every|todos|todas|alle|toutes|tutte|unless)\b", re.IGNORECASE)
_DEADLINES = lazy(
    r"\bdeadlines?\b|\bsubmissions?\b|\bdue\b|\bscadenz[ae]\b|\b(?:plazos?|prazos?)\b|\bfristen?\b|"
    r"\b(?:délais?|dates? limites?)\b",
    re.IGNORECASE,
)
_DATES = lazy(r"\b(?:dates|times)\b", re.IGNORECASE)
# The zone in which a reader looks at the page, of which the dates say nothing.
_SHOWN = lazy(r"\b(?:displayed|your|shown|local|current)\s+time\s?zone\b", re.IGNORECASE)
_FOR_ALL = lazy(r"\b(?:for all|time(?:\s?zone)?)\b|:(?=\s)", re.IGNORECASE)
_LONG = 400
_CONFERENCE = lazy(
    r"\b(?:registration desk|session|talk|keynote|doors|program(?:me)?|presentation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Note:
    """A time of day and a zone (either may be missing) that hold for the dates under `sections`;
    `deadlines`: only what is handed in."""

    clock: str | None
    zone: str | None
    sections: tuple[str, ...]
    everywhere: bool
    deadlines: bool


def notes_of(blocks: Sequence[Block]) -> list[Note]:
    """The notes of a page, in its order."""
    found: list[Note] = []
    path: list[tuple[int, str]] = []
    heads: tuple[str, ...] = ()
    first = False
    for block in blocks:
        text = block.text.text
        if block.heads and block.heads != heads:  # the heads of a table are a line of their own
            found += _notes_in(" ".join(block.heads), path, dated=False)
        heads = block.heads
        if _SHOWN.search(text):
            continue
        dated = bool(find_values(block.text))
        if block.kind == "heading" and not dated:
            path = [item for item in path if item[0] < block.level] + [(block.level, text)]
        found += _notes_in(text, path, dated=dated, first=first)
        first = block.kind == "heading" and not dated
    return found


def _notes_in(
    text: str, path: Sequence[tuple[int, str]], *, dated: bool, first: bool = False
) -> Iterator[Note]:
    """The notes in a line under the headings of `path`; of one that is `dated`, only sentences that
    say themselves that they are of all dates; of the `first` under a heading also a time alone."""
    alone = first and not dated and bare(_FOR_ALL.sub(" ", text))
    if not alone and (dated or not _OF_ALL.search(text)):
        pieces = [
            piece
            for piece in re.split(r"(?<=[.;!])\s+|[()\[\]]", text)
            if _ALL.search(piece) and _OF_ALL.search(piece)
        ]
    elif len(text) <= _LONG:
        pieces = [text]
    else:
        pieces = [piece for piece in re.split(r"(?<=[.;!])\s+", text) if _OF_ALL.search(piece)]
    for piece in pieces:
        clock = next(iter(find_clocks(piece)), None)
        zone = next((item for item in find_zones(piece) if item.name), None)
        if (zone or clock) and not (clock and not zone and _CONFERENCE.search(piece)):
            yield Note(
                clock.text if clock else None,
                zone.name if zone else None,
                tuple(heading for _, heading in path),
                bool(_ALL.search(piece)),
                alone or (bool(_DEADLINES.search(piece)) and not _DATES.search(piece)),
            )


def note_for(notes: Sequence[Note], sections: tuple[str, ...]) -> Note | None:
    """The note that holds for dates under `sections`: the one that stands nearest to them; of
    equals the first."""
    best: tuple[int, Note] | None = None
    for note in notes:
        shared = next(
            (
                at
                for at, pair in enumerate(zip(note.sections, sections, strict=False))
                if pair[0] != pair[1]
            ),
            None,
        )
        same = min(len(note.sections), len(sections)) if shared is None else shared
        if not note.everywhere and same < len(note.sections) and len(notes) > 1:
            continue
        if best is None or (same, note.everywhere) > (best[0], best[1].everywhere):
            best = (same, note)
    return best[1] if best else None
