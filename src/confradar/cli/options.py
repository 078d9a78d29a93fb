"""The options and arguments that several commands share, each written once.

Annotations are real objects here, not strings that `typing` would have to evaluate at every start.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from confradar.cli.value_types import Language, Offered, OneOf, Seconds
from confradar.views.renderers import CALENDAR, ITEMS, PAGE, ROWS, SCREEN, SPELLINGS, names

# By what a command's result has: a table, which may be a calendar too; a page; dates alone.
FORMATS = names(SCREEN, ROWS, ITEMS, PAGE)
FORMATS_OR_ICS = names(SCREEN, ROWS, ITEMS, PAGE, CALENDAR)
PAGES = names(SCREEN, ITEMS, PAGE)
EXPORTS = names(ROWS, ITEMS, PAGE, CALENDAR)


def _format(known: tuple[str, ...], usual: str) -> Any:
    """The option for one of the ``known`` formats; ``usual`` says what is written without it."""
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{'|'.join(known)}. Default: {usual}",
        click_type=OneOf("format", known, also=SPELLINGS),
    )


def _target(value: Path | None) -> Path | None:
    """The file to write; ``-`` is standard output, as no file is."""
    return None if value == Path("-") else value


# ---- What is meant

Venues = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[VENUE|TOPIC]...",
        help="These venues (id, acronym, name or alias), and those of these topics.",
        click_type=Offered("venues_and_topics"),
    ),
]
Venue = Annotated[
    str,
    typer.Argument(
        metavar="VENUE",
        help="Its id, acronym, name or an alias.",
        click_type=Offered("venues"),
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        "-t",
        metavar="TOPIC",
        help="Topic or a parent of it, by id or name in English or Chinese (repeatable, or A,B: "
        "any of them).",
        click_type=Offered("topics", several=True),
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="conference, workshop, journal, course, project or community (repeatable).",
        click_type=Offered("kinds", several=True),
    ),
]
Ccf = Annotated[
    list[str] | None,
    typer.Option(
        "--ccf",
        metavar="A|B|C",
        help="CCF rank (repeatable, or A,B).",
        click_type=Offered("ccf", several=True),
    ),
]
Core = Annotated[
    list[str] | None,
    typer.Option(
        "--core",
        metavar="A*|A|B|C",
        help="CORE rank (repeatable, or A*,A).",
        click_type=Offered("core", several=True),
    ),
]
Thcpl = Annotated[
    list[str] | None,
    typer.Option(
        "--thcpl",
        metavar="A|B",
        help="TH-CPL rank (repeatable).",
        click_type=Offered("thcpl", several=True),
    ),
]
Query = Annotated[
    str | None,
    typer.Option(
        "--query", "-q", metavar="TEXT", help="Words in names, aliases, topics and places."
    ),
]
Country = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="COUNTRY",
        help="Held there in some edition: a name or ISO code (repeatable, or DE,FR).",
        click_type=Offered("countries", several=True),
    ),
]
At = Annotated[
    list[str] | None,
    typer.Option(
        "--at",
        metavar="VENUE",
        help="Held at this venue, as workshops are (repeatable, or A,B).",
        click_type=Offered("venues", several=True),
    ),
]
Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        metavar="REGION",
        help="Of editions held there: europe, north-america, east-asia..., or a country "
        "(repeatable, or asia,AU).",
        click_type=Offered("regions", several=True),
    ),
]
Following = Annotated[
    bool, typer.Option("--following", help="Only venues you follow (confradar follow VENUE).")
]
Year = Annotated[
    int | None,
    typer.Option("--year", "-y", min=1, max=9999, metavar="YEAR", help="Only this edition."),
]

# ---- Which dates

DeadlineKinds = Annotated[
    list[str] | None,
    typer.Option(
        "--deadline-kind",
        "-d",
        metavar="KIND",
        help="Only these kinds: paper, abstract, notification, camera_ready... (repeatable).",
        click_type=Offered("deadline_kinds", several=True),
    ),
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="announced|estimated",
        help="Only such dates. Default: both.",
        click_type=OneOf("certainty", ("announced", "estimated"), also={"confirmed": "announced"}),
    ),
]
# Once the spellings of `--only announced` and `--only estimated`.
Confirmed = Annotated[bool, typer.Option("--confirmed", hidden=True)]
Estimated = Annotated[bool, typer.Option("--estimated", hidden=True)]
IncludeEstimates = Annotated[
    bool, typer.Option("--include-estimates", help="Estimated dates too, marked as such.")
]
Within = Annotated[
    str | None,
    typer.Option("--within", metavar="SPAN", help="From now (or --from) for 60d, 8w, 6m..."),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", help="From this day or time: 2026-09-01, tomorrow..."),
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Up to and with this day or time.")
]
NoEvents = Annotated[bool, typer.Option("--no-events", help="Leave out the editions' own days.")]
Alarms = Annotated[
    list[str] | None,
    typer.Option(
        "--alarm",
        metavar="SPAN",
        help="Remind this long before each deadline: 7d, 12h... (repeatable).",
    ),
]

# ---- How much, and what happens

All = Annotated[
    bool,
    typer.Option("--all", help="Everything, as in a pipe: the far dates and the other kinds too."),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", metavar="N", min=1, max=10**9, help="At most this many."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when there is a result.")]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", metavar="SECONDS", help="Wait this long for a server.", click_type=Seconds()
    ),
]

# ---- How results are written

Format = Annotated[str | None, _format(FORMATS, "table on a terminal, tsv in a pipe.")]
FormatOrIcs = Annotated[str | None, _format(FORMATS_OR_ICS, "table on a terminal, tsv in a pipe.")]
PageFormat = Annotated[str, _format(PAGES, "table, which is text in a pipe.")]
ExportFormat = Annotated[str | None, _format(EXPORTS, "by the ending of -o, else ics.")]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="A,B,...",
        help="Only these columns, in this order.",
        click_type=Offered("columns", several=True),
    ),
]
NoHeader = Annotated[bool, typer.Option("--no-header", help="Leave out the header line.")]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|zh",
        help="Speak this language. [env: CONFRADAR_LANG; else the locale's]",
        click_type=Language(),  # `language` reads it before the parser does
    ),
]
Target = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write this file (- is standard output, the default).",
        callback=_target,
        readable=False,
    ),
]

# ---- Where the data come from

Catalogues = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalogue",
        metavar="FILE",
        help="Add this catalogue file as an overlay (repeatable).",
        readable=False,  # who reads a file says that it cannot be read; so for all files below
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--tz",
        metavar="ZONE",
        help="Show times in this zone: Europe/Paris, UTC+8, AoE... [env: CONFRADAR_TZ; else the "
        "system's]",
        click_type=Offered("zones"),
    ),
]
Now = Annotated[
    str | None,
    typer.Option("--now", hidden=True, metavar="TIME", help="Answer as if it were this time."),
]
