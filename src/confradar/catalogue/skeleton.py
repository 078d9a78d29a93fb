"""A record to fill in, as text that lint takes as it stands: the next edition of a known venue, or
a new venue. What it explains is passed through ``told``, which may say it in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from confradar.catalogue.render import flow, scalar
from confradar.model.deadline import Deadline
from confradar.model.kinds import KINDS, Cadence
from confradar.model.names import slug
from confradar.model.venue import Edition, Venue

Told = Callable[[str], str]

_HEAD = (
    'Fill in what you know, and take the "# " off what you fill in. `confradar lint FILE` checks '
    "it.",
    "It counts as your own catalogue ({own}), or where it is named by --catalogue FILE.",
    "A day is YYYY-MM-DD, a time YYYY-MM-DD HH:MM; TBD is to be announced; without a zone it is "
    "AoE.",
)
_LETTERS = "lower-case letters, digits and '-'"
_EDITION = """\
        # url: https://
        # place: City, Country
        # start: {year}-06-01
        # end: {year}-06-04
"""


def of_known(venue: Venue, year: int, own: str, told: Told = str) -> str:
    """The record of an edition of a known venue: of one that is not known yet with the points of
    the latest one before, their days to be filled in. ``own`` is the reader's file."""
    lines = [_head(own, told), f"  - id: {venue.id}\n    editions:\n      - year: {year}\n"]
    known = venue.edition(year)
    if known is not None:
        heading = told("known, and yours where you correct it:")
        lines += [_EDITION.format(year=year), f"        # {heading}\n"]
        lines += ["        # deadlines:\n"]
        lines += [f"        #   - {_point(item)}\n" for item in _main(known)]
        return "".join(lines)
    lines += [_EDITION.format(year=year), "        deadlines:\n"]
    lines += _like_before(venue, year, told)
    return "".join(lines)


def of_new(
    name: str,
    year: int,
    own: str,
    *,
    full: str | None = None,
    kind: str | None = None,
    topics: Sequence[str] = (),
    url: str | None = None,
    told: Told = str,
) -> str:
    """The record of a new venue with an edition."""
    topics = topics or ("interdisciplinary",)
    head = f"    url: {scalar(url)}\n" if url else "    # url: https://\n"
    return "".join(
        [
            _head(own, told),
            f"  - id: {slug(name) or 'my-venue'}  # {told(_LETTERS)}\n",
            f"    acronym: {scalar(name)}\n",
            f"    name: {scalar(full or 'Its full name')}\n",
            f"    kind: {kind or 'workshop'}  # {', '.join(KINDS)}\n",
            f"    topics: {flow(list(topics))}  # {told('`confradar topics` lists them')}\n",
            head,
            f"    cadence: irregular  # {', '.join(Cadence)}\n",
            f"    editions:\n      - year: {year}\n",
            _EDITION.format(year=year),
            "        deadlines:\n",
            "          - {kind: paper, at: TBD}\n",
            "          - {kind: notification, at: TBD}\n",
        ]
    )


def _head(own: str, told: Told) -> str:
    comments = (told(text.format(own=own)) for text in _HEAD)
    return "".join(f"# {comment}\n" for comment in comments) + "schema: 1\nvenues:\n"


def _like_before(venue: Venue, year: int, told: Told) -> Iterator[str]:
    """A line for each point of the latest edition before, with its day then."""
    before = next((item for item in venue.editions if item.year < year and _main(item)), None)
    if before is None:
        yield "          - {kind: paper, at: TBD}\n"
        return
    for item in _main(before):
        own = item.model_copy(update={"at": "TBD"})
        then = f"{item.at} {item.zone or before.default_zone}"
        yield f"          - {_point(own)}  # {told(f'for {before.year}: {then}')}\n"


def _main(edition: Edition) -> list[Deadline]:
    """The points of the main track whose days are known."""
    return [item for item in edition.deadlines if item.known and not item.track]


def _point(item: Deadline) -> str:
    keys = {"kind": item.kind, "round": item.round, "at": item.at, "zone": item.zone}
    return flow({key: value for key, value in keys.items() if value is not None})
