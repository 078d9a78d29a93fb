"""Where a call comes from: a file, an address or what is pasted; shared by the commands that read
one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.given import given_bytes
from confradar.errors import UsageError

if TYPE_CHECKING:
    from confradar.formats.calls.document import Found

Venue = Annotated[
    str | None,
    typer.Option("--venue", metavar="VENUE", help="Whose call it is, whatever its text says."),
]
Year = Annotated[
    int | None,
    typer.Option("--year", "-y", metavar="YEAR", help="Of which edition, whatever its text says."),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="FORM",
        help="What it is: html, md, txt, eml, ics, json or yaml. Default: by its name and beginning.",
    ),
]


def calls_of(
    context: Context, source: str, *, venue: str | None, year: int | None, form: str | None
) -> list[Found]:
    """The calls in a file, at an address or on standard input (`-`). Raises DataError,
    NetworkError, UsageError."""
    from confradar.formats.calls.document import FORMS, read_document

    if form is not None and form not in FORMS:
        raise UsageError(f"--as: {form!r} is not known", hint=f"one of {', '.join(FORMS)}")
    if year is not None and not 1950 <= year <= 2100:
        raise UsageError(f"--year: {year} is no year of an edition")
    data, name, media = _data(context, source)
    return read_document(data, name, form=form, year=year, venue=venue or "", media=media)


def _data(context: Context, source: str) -> tuple[bytes, str, str]:
    """The bytes, what to call them, and what the server says that they are."""
    from confradar.formats.calls.bounds import BYTES

    if source.startswith(("http://", "https://")):
        from confradar.sources.answers import Limits
        from confradar.sources.http import fetch
        from confradar.sources.locations import usable
        from confradar.version import __version__

        answer = fetch(
            usable(source), agent=f"confradar/{__version__}", limits=Limits(max_bytes=BYTES)
        )
        return answer.body or b"", source, answer.media
    return (
        given_bytes(context, source, BYTES, what="the call"),
        "standard input" if source == "-" else source,
        "",
    )
