"""A shared task, challenge or other contest: which lists of a page are its own, and whether the
whole page is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from confradar.formats.calls.placed_points import Read
from confradar.formats.lazy_pattern import lazy

_DATA_TEXT = (
    r"\b(?:(?:training|train|test|validation|development|dev|trial|evaluation|sample) "
    r"(?:data\w*|sets?)|"
    r"(?:competition|evaluation|test(?:ing)?|development) (?:phase|period|window)|"
    r"system (?:results?|outputs?|runs?|submissions?)|leaderboard)\b"
)
_DATA = lazy(_DATA_TEXT, re.IGNORECASE)
_DATA_GIVEN = lazy(
    rf"{_DATA_TEXT}.*\b(?:releas\w*|available|published|out|starts?|begins?|opens?|ready)\b|"
    rf"\breleas\w* of .*{_DATA_TEXT}",
    re.IGNORECASE,
)
_OF_TASK = lazy(
    r"\b(?:data\w*|sets?|tasks?|challenge|competition|contest|phase|period|window|platform|codalab|"
    r"codabench|baselines?|results?|predictions?|runs?|leaderboard|evaluation)\b",
    re.IGNORECASE,
)
_OF_TASKS = {"paper", "camera_ready", "notification", "other"}


def of_shared_task(found: list[Read]) -> list[Read]:
    """A list that gives data and wants results is that of a shared task, where another list has the
    papers; where none has, the page is the task's own, and nothing of the task is a track apart."""
    data: dict[int, int] = defaultdict(int)
    for item in found:
        data[item.run] += bool(_DATA.search(item.point.label))
    tasks = {run for run, count in data.items() if count > 1}
    sent = [item for item in found if item.point.kind in {"paper", "abstract"}]
    papers = {item.run for item in sent if not item.point.track}
    given = {item.run for item in found if _DATA_GIVEN.search(item.point.label)}
    if not {item.run for item in sent if item.point.track != "shared-task"} - given:
        return [_of_own_task(item) for item in found]
    if not papers - tasks:
        return found
    return [
        replace(item, point=replace(item.point, track="shared-task"))
        if item.run in tasks and not item.point.track and item.point.kind in _OF_TASKS
        else item
        for item in found
    ]


def _of_own_task(item: Read) -> Read:
    point = item.point
    if re.search(r"\bshared tasks?\b", point.label, re.IGNORECASE):  # beside something else
        return item
    own = point.track == "shared-task" or (
        point.track == "other" and point.kind == "other" and _OF_TASK.search(point.label)
    )
    return replace(item, point=replace(point, track="")) if own else item
