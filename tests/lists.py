"""One conference in the shape of each list, as its reader reads it."""

from __future__ import annotations

import json
from typing import Any

from confradar.formats.lists import aideadlines, ccfddl, hf
from confradar.formats.lists.reading import Reading
from confradar.model.venue import Edition

RED = {"title": "ABC", "full_name": "Conference on Red Things", "year": 2027, "sub": "ML"}


def flat(**facts: Any) -> Reading:
    return aideadlines.read(json.dumps([{**RED, **facts}]).encode())


def typed(*rows: dict[str, Any], **facts: Any) -> Reading:
    return hf.read(json.dumps([{**RED, "deadlines": rows, **facts}]).encode())


def series(*rows: dict[str, Any], **facts: Any) -> Reading:
    edition = {"year": 2027, "id": "abc27", "timezone": "AoE", "timeline": rows, **facts}
    return ccfddl.read(
        json.dumps(
            [{"title": "ABC", "description": RED["full_name"], "sub": "AI", "confs": [edition]}]
        ).encode()
    )


def held(reading: Reading) -> Edition:
    ((edition,),) = (venue.editions for venue in reading.venues)
    return edition
