"""What a page is about: its own title, and what it calls for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from confradar.formats.calls.blocks import Block
from confradar.formats.calls.event_words import is_event
from confradar.formats.calls.headings import MAIN
from confradar.formats.calls.lines import Entry
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import track_of

_CALL = lazy(r"\bcalls? for (?:workshop|tutorial)s? proposals\b", re.IGNORECASE)
_FOR_PROPOSALS = lazy(r"\bcalls? for (?:[\w-]+ ){0,3}proposals\b", re.IGNORECASE)
# A line that is such a call, though it does not say `proposals`.
_FOR_HELD = lazy(
    r"(?:\S+\s+){0,8}?(?<!\bthe )(?<!\bour )calls? for (?:workshops|tutorials|"
    r"special sessions)(?:[\s,:–—-]+(?:(?:at|for|of)\s+)?(?-i:[A-Z])[\w’'-]*(?:[ -]\d{2,4})?)?\W*",
    re.IGNORECASE,
)
_FOR_PAPERS = lazy(r"\bcalls? for (?:[\w-]+ )?papers\b", re.IGNORECASE)
_HELD = lazy(r"\b(?P<what>workshop|tutorial|special session)s?\b", re.IGNORECASE)
_PAPERS = lazy(
    r"\b(?:papers|calls? for (?:\w+ ){0,2}(?:participation|submissions|contributions))\b",
    re.IGNORECASE,
)
_HELD_PROPOSALS = lazy(r"\b(?P<what>workshop|tutorial) proposals?\b", re.IGNORECASE)
# What is before a call is most often the event's name.
_NAMED_BEFORE = lazy(
    r"\b(?:workshops|tutorials|special sessions)\b|\b(?:workshop|tutorial|special session)\W*$",
    re.IGNORECASE,
)
_CONFERENCE = lazy(r"\b(?:conferences?|symposium|congress|workshops)\b", re.IGNORECASE)
_WORKSHOP = lazy(
    r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"annual|international)\b[^.;:()]{0,30}\bworkshop (?:on|for)\b|"
    r"\b(?:cfp|calls? for papers)\b(?:(?!conference|\band\b)[^.,;&/()]){0,30}\bworkshop\b"
    r"(?!\s+(?:proposals?|papers?|and)\b)",
    re.IGNORECASE,
)


# What a conference calls for beside its papers, as the title or a heading of a page of its own.
_BESIDE = lazy(
    r"(?:(?:19|20)\d\d\s+|(?:acm|ieee|the)\s+)*(?:(?:open\s+)?calls? for\s+)?"
    r"(?:posters?|demos?|demonstrations?|doctoral|late[- ]breaking|student research|ph\.?d\.?)\b"
    r"(?:[\s&/,+–-]+(?:and|posters?|demos?|demonstrations?|tracks?|sessions?|submissions?|abstracts?|"
    r"calls?|proposals?|consortium|symposium|forum|competitions?|works?|results?|reports?|"
    r"(?:19|20)\d\d))*",
    re.IGNORECASE,
)
# A conference's workshops, as a heading.
_WORKSHOPS = lazy(r"\bworkshops\b", re.IGNORECASE)
_CALLED = lazy(r"\W*calls? for\b", re.IGNORECASE)
# Headings of a lower level are those of its lists.
_OWN = 3
_DATES = lazy(r"\b(?:dates|deadlines?)\b", re.IGNORECASE)
_PARTS = lazy(r"\s[-–—|·•:/]+\s|:\s")


@dataclass(frozen=True)
class Page:
    """A page's title, its blocks and its own address; title and address are empty where it has
    none. Its `links` are the addresses that its text names. A `template` has places that a program
    would have filled.
    """

    title: str
    blocks: tuple[Block, ...]
    address: str = ""
    links: tuple[str, ...] = ()
    template: bool = False


def title_of(page: Page, entries: Sequence[Entry]) -> str:
    """What a page says in its title and its first headings that it is."""
    called = [
        block.text.text
        for block in page.blocks[:15]
        if block.kind == "line" and len(block.text.text) < 150 and _CALL.search(block.text.text)
    ]
    heads = [
        block.text.text for block in page.blocks if block.kind == "heading" and block.level == 1
    ]
    return " ".join([page.title, *called, *(_held_as(entries) or _named_as(page, heads)), *heads])


def proposals_of(page: Page) -> str:
    """What a page calls for proposals of, `workshop`, `tutorial` or `special session`; empty where
    it is a call for papers as well."""
    heads = [page.title, *(block.text.text for block in page.blocks[:15])]
    first = [page.title, *(block.text.text for block in page.blocks[:5])]  # no menu's entry
    called = [
        " ".join([*_NAMED_BEFORE.findall(text[: found.start()]), text[found.start() :]])
        for text in heads
        if len(text) < 150 and (found := _FOR_PROPOSALS.search(text))
    ] + [text for text in first if len(text) < 150 and _FOR_HELD.fullmatch(text)]
    if not called or any(_FOR_PAPERS.search(text) for text in heads):
        return ""
    said = [found["what"].lower() for text in called for found in _HELD.finditer(text)] or [
        found["what"].lower()
        for block in page.blocks
        for found in _HELD_PROPOSALS.finditer(block.text.text)
    ]
    return said[0] if len(set(said)) == 1 else ""


def track_beside(page: Page) -> str:
    """The track that a page of its own is about: `poster` of a call for posters; empty for one that
    calls for papers as well."""
    headings = [block for block in page.blocks if block.kind == "heading"][:5]
    above = takewhile(lambda block: not _DATES.search(block.text.text), headings)
    heads = [(block.text.text, block.level) for block in above if block.level <= _OWN]
    texts = [page.title, *(text for text, _ in heads)]
    if any(_PAPERS.search(text) or MAIN.search(text) for text in texts):
        return ""
    named = [page.title, *(text for text, level in heads if level == 1 or _CALLED.match(text))]
    parts = [part.strip() for text in named for part in _PARTS.split(text)]
    tracks = {track_of(part) or "" for part in parts if _BESIDE.fullmatch(part)}
    return tracks.pop() if len(tracks) == 1 else ""


def _held_as(entries: Sequence[Entry]) -> list[str]:
    """What the event is, where its own line says that it is a workshop and no conference has
    one."""
    labels = [
        entry.label
        for entry in entries
        if is_event(entry.label, ranged=entry.value.last is not None)
        and not any(map(_WORKSHOPS.search, entry.sections))
    ]
    workshop = any(re.search(r"\bworkshop\b", label, re.IGNORECASE) for label in labels)
    return (
        ["Workshop"] if workshop and not any(_CONFERENCE.search(label) for label in labels) else []
    )


def _named_as(page: Page, heads: Sequence[str]) -> list[str]:
    """What the event is, where the first lines of the page of no conference say so: ``The First
    Workshop on ...``."""
    if any(_CONFERENCE.search(text) for text in (page.title, *heads)):
        return []
    said = any(_WORKSHOP.search(block.text.text[:150]) for block in page.blocks[:15])
    return ["Workshop"] if said else []
