"""Free text that says where an event takes place, to place, country and format."""

from __future__ import annotations

import re

from confradar.formats.lists.scalars import text_of
from confradar.formats.wording.keys import key_name
from confradar.model.countries import country_of_place
from confradar.model.names import fold
from confradar.yaml_nodes import Map

_REMOTE = re.compile(
    r"\b(online|virtual|virtual conference|virtual event|fully virtual)\b", re.IGNORECASE
)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)

SEVERAL = ("places", "locations", "cities", "venues")
# Keys of a second place or set of days.
_FURTHER = re.compile(
    r"(?:place|location|city|country|venue|date|when|start|end)_?[2-9]|"
    r"(?:second|other)_(?:place|location|city|venue|dates?)"
)


def further(record: Map) -> list[str]:
    """The keys under which a record names further places or days of its event."""
    return [
        key
        for key in record
        if _FURTHER.fullmatch(key_name(key)) and record[key] not in (None, "", [])
    ]


def places_of(record: Map) -> tuple[str | None, list[tuple[str, object]]]:
    """Where a record says that its event is, and the other places that it names, each with its
    key."""
    named = [
        (key, text)
        for key in ("place", "location", *SEVERAL, "city")
        for text in _texts(record.get(key))
    ]
    key, place = named[0] if named else ("", None)
    if key in {"city", ""}:
        place = ", ".join(part for part in (place, text_of(record.get("country"))) if part) or None
    return place, [
        (other, text)
        for other, text in named[1:]
        if other == key or (other != "city" and not _same(place or "", text))
    ]


def _texts(value: object) -> list[str]:
    """The places under a key: a text, or several."""
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return [
            ", ".join(
                part
                for key in ("place", "city", "location", "country")
                if (part := text_of(value.get(key)))
            )
        ]
    return [text] if (text := text_of(value)) else []


def _same(ours: str, theirs: str) -> bool:
    """Whether one text names all that the other does, or a building, which says no other place."""
    return bool(set(fold(ours).split()) & set(fold(theirs).split())) or not country_of_place(theirs)


def place_facts(text: str | None) -> dict[str, object]:
    """``place``, ``country`` (ISO code where the text names one) and ``format`` where the text says
    it; empty for TBD."""
    if not text or text.strip().upper() in {"TBD", "TBA"}:
        return {}
    bare = re.sub(r"\([^)]*\)", " ", text)
    outside = _HYBRID.sub(
        " ",
        _REMOTE.sub(
            " ", re.sub(r"\b(and|&|or)\s+(online|virtual)\b", " ", bare, flags=re.IGNORECASE)
        ),
    )
    located = outside if re.search(r"\w", outside) else " ".join(re.findall(r"\(([^)]*)\)", text))
    named = bool(re.search(r"\w", outside))
    form = (
        "hybrid"
        if _HYBRID.search(text) or (_REMOTE.search(text) and named)
        else "online"
        if _REMOTE.search(text)
        else None
    )
    return {
        "place": text.strip(),
        "country": country_of_place(located.replace("，", ",")),
        "format": form,
    }
