"""The preparation guide: its sections and its checklist, as plain data from the index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from confradar.model.choice import one_of

if TYPE_CHECKING:
    from confradar.index.documents import GuideDoc

# The section of questions and answers, which is kept apart from the others.
QUESTIONS = "faq"


def load_guide(index: sqlite3.Connection) -> GuideDoc:
    """The guide as plain data, from the index."""
    row = index.execute("select value from meta where key = 'guide'").fetchone()
    guide: GuideDoc = json.loads(row[0])
    return guide


def sections(guide: GuideDoc) -> Sequence[str]:
    """The names of the sections."""
    return [*(section["id"] for section in guide["sections"]), QUESTIONS]


def chosen_sections(guide: GuideDoc, name: str | None) -> Sequence[str]:
    """The section of this name, or all of them. Raises UsageError with the nearest."""
    names = sections(guide)
    if name is None or name.lower() == "all":
        return names
    return [one_of(name, names, "the guide has no section")]


def section_data(guide: GuideDoc, name: str) -> Mapping[str, object]:
    """A section as it is."""
    if name == QUESTIONS:
        return {"id": QUESTIONS, "questions": guide["faq"]}
    return next(section for section in guide["sections"] if section["id"] == name)


def task_ids(guide: GuideDoc) -> dict[str, list[str]]:
    """The ids of the checklist's tasks, by the id of their step."""
    return {step["id"]: [task["id"] for task in step["tasks"]] for step in guide["checklist"]}
