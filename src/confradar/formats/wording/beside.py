"""What stands beside what in a label: tracks beside papers, things asked for together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from confradar.formats.wording.marked_words import Word

# The papers of the main track, as far as they stand beside a track.
MAIN_PAPERS = {"main", "full"}
SILENT = {
    "silent",
    "event",
    "period",
    "was",
    "negated",
    "unsure",
    "remote",
    "cancelled",
    "postponed",
}


def beside_papers(words: list[Word]) -> bool:
    """Whether a track is named beside the papers of the main one: ``full, short and poster
    papers``, ``research and industry track``."""
    marks = "".join(
        "m"
        if word.role in MAIN_PAPERS or word.name == "paper"
        else "t"
        if word.role == "track"
        else "j"
        if word.role == "joins"
        else "-"
        for word in words
        if word.role not in SILENT
    )
    return bool(re.search(r"mj+t|tj+m", marks))


def beside_tracks(words: list[Word]) -> bool:
    """Whether what is no paper stands beside tracks: ``posters, panels and demos``."""
    marks = "".join(
        "a"
        if word.name == "aside"
        else "t"
        if word.role == "track"
        else "j"
        if word.role == "joins" and word.text != "/"
        else "-"
        for word in words
        if word.role not in SILENT
    )
    return bool(re.search(r"aj+t|tj+a", marks))


def submitted_too(words: list[Word]) -> bool:
    """Whether something is submitted on the day on which people register."""
    marks = "".join(
        "s"
        if word.name == "submission"
        else "r"
        if word.name in {"registration", "attendance"}
        else "j"
        if word.role == "joins"
        else "-"
        for word in words
        if word.role not in SILENT
    )
    return bool(re.search(r"s-?j+-*r", marks))


def joined(words: list[Word], name: str, roles: tuple[str, ...], names: Iterable[str] = ()) -> bool:
    """Whether a thing and another are asked for together: ``papers and posters``, ``abstract and
    full paper``."""
    told = [word for word in words if word.role not in MAIN_PAPERS | SILENT]
    return any(
        first.name == name and join.role == "joins" and (last.role in roles or last.name in names)
        for first, join, last in zip(told, told[1:], told[2:], strict=False)
    )


def registers_papers(words: list[Word]) -> bool:
    """Whether papers are registered, not people: ``paper registration``, ``register your
    abstract``."""
    for place, word in enumerate(words):
        if word.name == "registration":
            behind = next(
                (after.name for after in words[place + 1 :] if after.role not in SILENT), ""
            )
            ahead = next(
                (before.name for before in words[:place][::-1] if before.text != "pre"), ""
            )
            sent = any(
                before.text == "full paper" or before.name == "submission"
                for before in words[:place][-1:]
            ) or (behind == "submission" and words[place + 1].text in {"of", "your", "the"})
            if {ahead, behind} & {"paper", "abstract"} or sent:
                return True
    return False
