"""An overlay's file, with records that only amend: as models, and a new amending record as text."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from confradar import yamlfile
from confradar.catalogue import render
from confradar.catalogue.edit import child_of, composed
from confradar.catalogue.overlay import completed, deadline_key, laid_over, with_own_source
from confradar.errors import DataError
from confradar.model.venue import Edition, Venue
from confradar.yaml_nodes import Map, Seq

HEAD = ("acronym", "name", "kind", "topics", "sources")
EMPTY = (
    "# My own venues and dates, laid over those that confradar brings; `confradar schema` tells "
    "the format.\nschema: 1\n\nvenues: []\n"
)


def load_amending(text: str, file: str, base: Mapping[str, Map]) -> list[Venue]:
    """The records of a file as they stand, completed by what `base` (raw records by id) has for
    them where they leave it out. Raises DataError for a record that does not hold.
    """
    found = []
    document = yamlfile.stream(text, file, "venues")
    for key, raw in document:
        if key != "venues" or not isinstance(raw, Map):
            continue
        try:
            found.append(
                Venue.model_validate(
                    completed(_with_head(with_own_source(raw), base.get(str(raw.get("id")))))
                )
            )
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"])
            raise DataError(
                f"{file}:{document.line}: {raw.get('id')}, {where}: {first['msg']}",
                hint="`confradar lint` tells more",
            ) from None
    return found


def amending_record(venue: Venue, indent: int = 2) -> str:
    """A record as text that adds a venue's editions to the one that is known by its id."""
    pad = " " * (indent + 2)
    lines = [
        f"{' ' * indent}- id: {venue.id}",
        f"{pad}editions:",
        *(render.edition(item, indent + 4) for item in venue.editions),
    ]
    return "\n".join(lines)


def with_record(text: str, block: str) -> str:
    """A catalogue's text with one more record at its end. Raises DataError where the file has no
    list of venues."""
    root = composed(text)
    listing = child_of(root, "venues")
    if listing is None or not isinstance(listing.value, list):
        raise DataError(
            "the file has no `venues:` list", hint="start it with `schema: 1` and `venues: []`"
        )
    if not listing.value:
        before, behind = text[: listing.start_mark.index], text[listing.end_mark.index :]
        return f"{before.rstrip()}\n\n{block}\n{behind.lstrip()}"
    if listing.flow_style or root.value[-1][1] is not listing:
        raise DataError(
            "its list of venues is not the last of the file, or on one line",
            hint="write it as in data/venues.yaml",
        )
    column = listing.value[0].start_mark.column - 2
    return f"{text.rstrip()}\n\n{_shifted(block, column - 2)}\n"


def _shifted(block: str, by: int) -> str:
    return "\n".join(f"{' ' * by}{line}" if by >= 0 else line[-by:] for line in block.split("\n"))


def _with_head(raw: Map, base: Map | None) -> Map:
    """A record with the head of its base, its editions with the points of the base that they amend,
    in their own order."""
    if base is None:
        return raw
    head = Map(base.file, base.line)
    for key in HEAD:
        if key in base:
            head[key] = base[key]
            head.lines[key] = base.lines[key]
    whole = laid_over(head, raw)
    editions = base.get("editions")
    if isinstance(whole.get("editions"), Seq) and isinstance(editions, Seq):
        known = {item.get("year"): item for item in editions if isinstance(item, Map)}
        own = Seq(raw.file, raw.line)
        own.lines = whole["editions"].lines
        own.extend(
            _edition(item, known.get(item.get("year"))) if isinstance(item, Map) else item
            for item in whole["editions"]
        )
        whole["editions"] = own
    return whole


def _edition(raw: Map, base: Map | None) -> Map:
    points, known = raw.get("deadlines"), base.get("deadlines") if base is not None else None
    if not isinstance(points, Seq) or not isinstance(known, Seq):
        return raw
    by_key = {deadline_key(item): item for item in known if isinstance(item, Map)}
    whole = Map(raw.file, raw.line)
    whole.update(raw)
    whole.lines = raw.lines
    filled = Seq(raw.file, raw.line)
    filled.lines = points.lines
    filled.extend(
        laid_over(by_key[deadline_key(item)], item)
        if isinstance(item, Map) and deadline_key(item) in by_key
        else item
        for item in points
    )
    whole["deadlines"] = filled
    return whole


def only(edition: Edition, venue: Venue) -> Venue:
    """A venue with that edition alone."""
    return venue.model_copy(update={"editions": (edition,)})
