"""The options by which something is said of a venue by hand, and the group of them.

Annotations are real objects here, as in `options`. Only `add` loads this module.
"""

from typing import Annotated

import typer

from confradar.cli.option_groups import OptionGroup
from confradar.cli.value_types import Offered, OneOf


def _kinds() -> tuple[str, ...]:
    from confradar.model.kinds import KINDS

    return KINDS


EntryDates = Annotated[
    list[str] | None,
    typer.Option(
        "--date",
        metavar="KIND[.ROUND][.TRACK]=DAY[THH:MM]",
        help="A date, such as paper=2027-09-24T23:59, paper.2=2027-12-01 or camera_ready=TBD "
        "(repeatable).",
        click_type=Offered("date_kinds"),
    ),
]
EntryZone = Annotated[
    str | None,
    typer.Option(
        "--zone",
        metavar="ZONE",
        help="The zone of the dates that name a time, as announced: AoE, UTC+8, Europe/Paris...",
        click_type=Offered("zones"),
    ),
]
EntryPlace = Annotated[
    str | None, typer.Option("--place", metavar="TEXT", help="Where it is held: Vienna, Austria.")
]
EntryStart = Annotated[
    str | None, typer.Option("--start", metavar="DAY", help="The edition's first day.")
]
EntryEnd = Annotated[
    str | None, typer.Option("--end", metavar="DAY", help="The edition's last day.")
]
EntrySource = Annotated[
    str | None,
    typer.Option("--source", metavar="URL", help="The page that says so. Default: your own word."),
]
EntryName = Annotated[
    str | None, typer.Option("--name", metavar="TEXT", help="The full name of a new venue.")
]
EntryKind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="The kind of a new venue: conference, workshop, journal...",
        click_type=OneOf("kind", _kinds),
    ),
]
EntryUrl = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="The homepage of a new venue.")
]
Template = Annotated[
    bool,
    typer.Option("--template", help="Only print a record to fill in, of VENUE's next edition."),
]


class Entry(OptionGroup):
    """What is said of a venue by hand."""

    date: EntryDates = None
    zone: EntryZone = None
    place: EntryPlace = None
    start: EntryStart = None
    end: EntryEnd = None
    source: EntrySource = None
    name: EntryName = None
    kind: EntryKind = None
    url: EntryUrl = None
    template: Template = False

    @property
    def of_edition(self) -> bool:
        """Whether anything is said of an edition."""
        return bool(self.date or self.place or self.start or self.end)

    @property
    def of_venue(self) -> list[str]:
        """The options given that only a new venue has."""
        return [f"--{key}" for key in ("name", "kind", "url") if getattr(self, key)]
