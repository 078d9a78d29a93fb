"""Why a point may be wrong: its year, its words, where it stands."""

from __future__ import annotations

import re

from confradar.formats.calls.dated_points import EDITION_GUESSED, OF_PAPERS, UNKNOWN, YEAR_GUESSED
from confradar.formats.calls.lines import Entry
from confradar.formats.calls.years import Edition
from confradar.formats.wording import Wording

_PAPERS = re.compile(r"\b(?:papers?|manuscripts?|articles?|abstracts?)\b", re.IGNORECASE)
# What an event without papers is sent.
_TALKS_DUE = re.compile(
    r"\bsubmi\w+ (?:deadline )?(?:for|of) (?:[\w-]+ )?(?:talks?|posters?)\b", re.IGNORECASE
)
# Kinds that words beside theirs do not change; results may be those of anything.
_PLAIN = {"notification", "camera_ready", "early_registration", "commitment"}
_SHOWN = re.compile(r"\b(?:results?|outcomes?|selection|selected)\b", re.IGNORECASE)
_TOLD = re.compile(r"notif|accept|decision|inform", re.IGNORECASE)


def doubts_of(entry: Entry, wording: Wording, edition: Edition, guessed: bool) -> tuple[str, ...]:
    """The reasons why a point may be wrong; `guessed`: its year is."""
    zone = entry.value.zone
    doubts = [entry.doubt, entry.value.first.doubt, zone.doubt if zone else ""]
    if edition.guessed:
        doubts.append(EDITION_GUESSED)
    if guessed:
        doubts.append(YEAR_GUESSED)
    if not wording.understood or (wording.unknown and not _plain(wording.kind, entry.label)):
        doubts.append(f"{UNKNOWN}: {', '.join(wording.unknown)}")
    elif wording.kind == "other" and (
        _PAPERS.search(entry.label) or _TALKS_DUE.search(entry.label)
    ):
        doubts.append(OF_PAPERS)
    return tuple(filter(None, doubts))


def _plain(kind: str, label: str) -> bool:
    """Whether the words that name a kind leave no doubt of it, whatever stands beside them."""
    return kind in _PLAIN and not (_SHOWN.search(label) and not _TOLD.search(label))
