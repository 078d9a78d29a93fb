"""Where an edition is held, and on which days its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from confradar.index.documents import PartDoc, SiteDoc
    from confradar.views.words import Words


def places(main: str | None, sites: Sequence[SiteDoc], say: Words, *, brief: bool = False) -> str:
    """``Sydney, Australia; Paris, France (9-13 Dec)``: every site, with its days where these are
    others than the edition's; of several only the cities where it is to be ``brief``. Empty where
    none is known."""

    def named(place: str) -> str:
        return place.partition(",")[0] if brief and sites else place

    further = [
        named(site["place"]) + (say("note", text=_days(site, say)) if "start" in site else "")
        for site in sites
    ]
    return say("list.places").join([*([named(main)] if main else []), *further])


def parts_text(parts: Iterable[PartDoc], say: Words) -> str:
    """``workshops 20-21 Jun, main conference 22-25 Jun``."""
    told = (say("held", name=part_name(part, say), days=_days(part, say)) for part in parts)
    return say("list").join(told)


def part_name(part: PartDoc, say: Words) -> str:
    """What a part is called."""
    return say.named("held", part["name"])


def _days(held: PartDoc | SiteDoc, say: Words) -> str:
    first = date.fromisoformat(held["start"])
    return say.near_days(first, date.fromisoformat(held.get("end", held["start"])))
