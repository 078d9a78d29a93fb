"""What the commands that read a call share: where it comes from, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.inputs import input_bytes, input_name
from confradar.cli.value_types import Offered, OneOf
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.formats.calls.document import Found


def _forms() -> tuple[str, ...]:
    from confradar.formats.calls.document import FORMS

    return FORMS


CallVenue = Annotated[
    str | None,
    typer.Option(
        "--venue",
        metavar="VENUE",
        help="The venue of the call, whatever its text says.",
        click_type=Offered("venues"),
    ),
]
CallYear = Annotated[
    int | None,
    typer.Option(
        "--year",
        "-y",
        min=1950,
        max=2100,
        metavar="YEAR",
        help="The year of the edition, whatever its text says.",
    ),
]
CallForm = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="FORM",
        help="What it is: html, md, txt, eml, ics, json or yaml. Default: by its name and "
        "beginning.",
        click_type=OneOf("form", _forms, also={"markdown": "md", "text": "txt", "yml": "yaml"}),
    ),
]


def read_calls(
    context: Context, source: str, *, venue: str | None, year: int | None, form: str | None
) -> list[Found]:
    """The calls in a file, at an address or on standard input (`-`). Raises DataError,
    NetworkError, UsageError."""
    from confradar.formats.calls.document import read_document

    data, name, media = _data(context, source)
    return read_document(data, name, form=form, year=year, venue=venue or "", media=media)


def is_address(source: str) -> bool:
    """Whether it is fetched from the network."""
    return source.startswith(("http://", "https://"))


def _data(context: Context, source: str) -> tuple[bytes, str, str]:
    """The bytes, what to call them, and what the server says that they are."""
    from confradar.formats.calls.bounds import BYTES

    if is_address(source):
        from confradar.sources.answers import Limits
        from confradar.sources.http import fetch
        from confradar.sources.locations import usable
        from confradar.version import __version__

        answer = fetch(
            usable(source), agent=f"confradar/{__version__}", limits=Limits(max_bytes=BYTES)
        )
        return answer.body or b"", source, answer.media
    return input_bytes(context, source, BYTES, what="the call"), input_name(source), ""


def note_call(context: Context, item: Found) -> None:
    """Say on stderr what a call is of, and how that was found, or why it was not read."""
    if item.call is None:
        context.note(f"{item.where}: not read: {item.refused}")
        return
    edition, points = item.call.edition, item.call.points
    doubtful = sum(not point.sure for point in points)
    how = f" ({edition.how})" if edition.how else ""
    context.note(
        f"{edition.venue or 'venue not found'} {edition.year}{how}: "
        f"{counted(len(points), 'point')}, {doubtful} doubtful"
    )
