"""What the commands that write calendars share: `export`, `plan` and `push`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from confradar.cli.context import Context
from confradar.cli.option_groups import Dates, Estimates
from confradar.cli.selection import certainty
from confradar.errors import UsageError

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry
    from confradar.views.ics import Options
    from confradar.views.ics_replaced import Earlier


def estimates_wanted(estimates: Estimates) -> bool:
    """Whether a calendar takes estimates too; ``--estimated`` once said so. Raises UsageError."""
    if estimates.include_estimates and estimates.confirmed:
        raise UsageError(
            "--confirmed and --include-estimates exclude each other", hint="give one of them"
        )
    only = certainty(Dates(None, estimates.confirmed, estimates.estimated))
    return estimates.include_estimates or only == "estimated"


def calendar_bytes(
    context: Context,
    entries: Sequence[CalendarEntry],
    options: Options,
    path: Path | None,
    keys: set[str],
) -> bytes:
    """The calendar file that is to replace ``path``, if there is one; ``keys`` are those of the
    whole catalogue."""
    from confradar.views.ics import calendar_file
    from confradar.views.ics_replaced import read_back

    before: dict[str, Earlier] = {}
    if path is not None and path.is_file():
        try:
            before = read_back(path.read_bytes())
        except ValueError:
            context.note(f"{path} was not a calendar of confradar; it is replaced")
    return calendar_file(entries, options, before=before, known=keys)
