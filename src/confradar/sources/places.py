"""Free text that says where an event takes place, to place, country and format."""

from __future__ import annotations

import re

from confradar.model.countries import country_of_place

_REMOTE = re.compile(r"\b(online|virtual|virtual conference|virtual event|fully virtual)\b", re.IGNORECASE)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)


def place_facts(text: str | None) -> dict[str, object]:
    """``place``, ``country`` (ISO code where the text names one) and ``format`` where the text says it; empty for TBD."""
    if not text or text.strip().upper() in {"TBD", "TBA"}:
        return {}
    bare = re.sub(r"\([^)]*\)", " ", text)
    outside = _HYBRID.sub(" ", _REMOTE.sub(" ", re.sub(r"\b(and|&|or)\s+(online|virtual)\b", " ", bare, flags=re.IGNORECASE)))
    located = outside if re.search(r"\w", outside) else " ".join(re.findall(r"\(([^)]*)\)", text))
    named = bool(re.search(r"\w", outside))
    form = "hybrid" if _HYBRID.search(text) or (_REMOTE.search(text) and named) else "online" if _REMOTE.search(text) else None
    return {"place": text.strip(), "country": country_of_place(located.replace("，", ",")), "format": form}
