"""Which venues `follow` and `unfollow` are given: by name, by filters, in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.inputs import input_bytes
from confradar.cli.option_groups import Filters
from confradar.cli.selection import venue_filter
from confradar.errors import UsageError

MAX_BYTES = 16 * 2**20

IdsFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="Ids, one a line, from a file (- for stdin).",
        readable=False,
    ),
]
# Once the spelling of --file.
FormerIdsFile = Annotated[Path | None, typer.Option("--from", hidden=True, readable=False)]


def chosen_ids(
    context: Context,
    filters: Filters,
    names: Sequence[str] | None,
    file: Path | None,
    *,
    followed: Iterable[str] = (),
) -> list[str]:
    """The ids that are meant; names in ``followed`` need not be in the catalogue. Raises UsageError
    for none, and for unknown names."""
    ids = [name for name in names or () if name in followed]
    others = [name for name in names or () if name not in followed]
    if not (names or file or filters != Filters()):
        raise UsageError(
            "which venues?", hint="name some, or give --topic, --ccf, --query... or --file"
        )
    if others:
        ids += _matching(context, Filters(), others)
    if filters != Filters():
        ids += _matching(context, filters, ())
    if file:
        ids += _in_file(context, file)
    return list(dict.fromkeys(ids))


def note_damaged(context: Context, aside: Path | None) -> None:
    """Say that the list of followed venues was damaged, and where it is kept."""
    if aside:
        context.note(f"{context.paths.following} was damaged; it is kept as {aside}")


def _matching(context: Context, filters: Filters, words: Sequence[str]) -> list[str]:
    """The ids of the venues that words or filters mean; where there are none, that is printed."""
    from confradar.queries.filters import venue_ids

    ids = venue_ids(context.index, venue_filter(context, filters, words))
    if not ids:
        context.note("no venue matches these filters")
    return ids


def _in_file(context: Context, file: Path) -> tuple[str, ...]:
    """The ids of a file, known or not. Raises UsageError, DataError, StateError."""
    from confradar.state.following import ids_in

    data = input_bytes(context, str(file), MAX_BYTES, what="the ids")
    if len(data) > MAX_BYTES:
        raise UsageError(f"--file: {file}: more than {MAX_BYTES // 2**20} MiB is no list of venues")
    try:
        return ids_in(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"--file: {file}: not text", hint="ids, one a line") from None
