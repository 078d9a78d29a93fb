"""`confradar export`: deadlines and events into a calendar, a spreadsheet, a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.calendars import calendar_bytes, estimates_wanted
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Estimates, Filters
from confradar.cli.options import (
    EXPORTS,
    Alarms,
    DeadlineKinds,
    ExportFormat,
    Following,
    NoEvents,
    Regions,
    Target,
    To,
    Venues,
    Within,
)
from confradar.cli.output import emit, generated_at
from confradar.cli.selection import span, venue_filter, window
from confradar.cli.value_types import OneOf
from confradar.errors import UsageError
from confradar.model.counts import counted
from confradar.views.renderers import SPELLINGS
from confradar.views.report import Report

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry
    from confradar.views.ics import Options


def _services() -> tuple[str, ...]:
    from confradar.views.links import SERVICES

    return SERVICES


@command(
    "confradar export --topic ml --alarm 7d --alarm 1d -o ml.ics",
    "confradar export --following --include-estimates -o mine.ics",
    dated=True,
)
def export(
    context: Context,
    filters: Filters,
    estimates: Estimates,
    venue: Venues = None,
    following: Following = False,
    region: Regions = None,
    form: ExportFormat = None,
    to: Target = None,
    alarm: Alarms = None,
    todo: Annotated[
        bool, typer.Option("--todo", help="A task (VTODO) beside each deadline.")
    ] = False,
    no_events: NoEvents = False,
    within: Within = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="From this day or time. Default: 30 days ago."),
    ] = None,
    end: To = None,
    deadline_kind: DeadlineKinds = None,
    include_past: Annotated[
        bool, typer.Option("--include-past", help="Everything that has passed too.")
    ] = False,
    past: Annotated[
        bool, typer.Option("--past", hidden=True)
    ] = False,  # once the spelling of --include-past
    split: Annotated[
        str | None,
        typer.Option(
            "--split",
            metavar="venue|topic",
            help="A file for each, into the directory that -o names.",
            click_type=OneOf("way to split", ("venue", "topic")),
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="The calendar's name.")
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link",
            metavar="google|outlook",
            help="Print a one-click link for the soonest of them.",
            click_type=OneOf("service", _services),
        ),
    ] = None,
) -> None:
    """Export deadlines and event days: ics for calendars, csv for spreadsheets, json, md."""
    from confradar.queries.calendar import calendar, count_of_estimates
    from confradar.views.ics import Options

    if split and not to:
        raise UsageError("--split needs a directory", hint="add -o out/")
    first, last = _window(context, within, start, end, past=past or include_past)
    wanted = venue_filter(context, filters, venue, following=following, regions=region)
    entries = list(
        calendar(
            context.index,
            wanted,
            start=first,
            end=last,
            kinds=deadline_kind or (),
            events=not no_events,
            estimates=estimates_wanted(estimates),
        )
    )
    if not (estimates_wanted(estimates) or estimates.confirmed):
        left = count_of_estimates(
            context.index, wanted, start=first, end=last, kinds=deadline_kind or ()
        )
        if left:
            context.after.append(f"{counted(left, 'estimate')} left out: --include-estimates")
    if not entries:
        context.note("nothing to export matches these filters; no file is written")
        return
    if link:
        context.out.write(f"{_link(context, entries, link)}\n")
        return
    alarms = [span(text, "--alarm") for text in alarm or ()]
    language = context.say_in_files.language
    title = name or _name(filters, [*(venue or ()), *(region or ())])
    options = Options(title, language, alarms, todo, context.zone)
    ending = form or _by_ending(None if split else to)
    _write_files(context, ending, entries, options, to, split)


def _window(
    context: Context, within: str | None, start: str | None, end: str | None, *, past: bool
) -> tuple[int | None, int | None]:
    """First and last instant: from 30 days ago where nothing is said. Raises UsageError."""
    if past and not (start or end or within):
        return None, None
    first, last = window(context, within=within, start=start, end=end, past=past)
    from confradar.queries.calendar import RECENT

    return (first if start or within or past else context.epoch - RECENT), last


def _by_ending(path: Path | None) -> str:
    ending = path.suffix[1:].lower() if path else ""
    form = SPELLINGS.get(ending, ending)
    return form if form in EXPORTS else "ics"


def _name(filters: Filters, words: Sequence[str]) -> str:
    """``confradar: ml, nlp``, after what was asked for."""
    parts = [
        *words,
        *(filters.topic or ()),
        *(filters.kind or ()),
        *([filters.query] if filters.query else ()),
    ]
    return f"confradar: {', '.join(parts)}" if parts else "confradar"


def _link(context: Context, entries: Sequence[CalendarEntry], service: str) -> str:
    """A link for the soonest deadline, else for the first entry."""
    from confradar.views.links import links

    ahead = [
        entry
        for entry in entries
        if entry.is_deadline and (entry.at or 0) >= context.epoch and not entry.cancelled
    ]
    if len(ahead) > 1:
        context.after.append(
            f"the soonest of {len(ahead)}; narrow it with --deadline-kind, --from or --to for "
            "another"
        )
    return links((ahead or entries)[0], context.say_in_files, context.zone)[service]


def _write_files(
    context: Context,
    ending: str,
    entries: Sequence[CalendarEntry],
    options: Options,
    to: Path | None,
    split: str | None,
) -> None:
    """One file, or one for each venue or topic into a directory, or stdout."""
    from dataclasses import replace

    from confradar.queries.calendar import grouped, known_keys

    keys = known_keys(context.index) if to else set[str]()
    groups = grouped(entries, split) if split else {None: entries}
    for group, own in groups.items():
        path = to / f"{group}.{ending}" if to and group else to
        titled = replace(options, name=f"{options.name}: {group}") if group else options
        _write(context, ending, own, titled, path, keys)
    if to:
        files = f"{counted(len(groups), 'file')} in {to}" if split else str(to)
        context.note(f"{counted(len(entries), 'entry', 'entries')} written to {files}")


def _write(
    context: Context,
    ending: str,
    entries: Sequence[CalendarEntry],
    options: Options,
    path: Path | None,
    keys: set[str],
) -> None:
    """One file, atomically, or stdout."""
    from confradar.views import calendar_entries as view
    from confradar.views.machine_rows import ENTRY
    from confradar.views.words import words

    say = words(options.language)

    def calendar() -> bytes:
        return _small(context, calendar_bytes(context, entries, options, path, keys), path)

    rows = (view.entry_row(entry, say) for entry in entries)
    report = Report(ENTRY.name, generated_at(context), rows, ENTRY.columns)
    page = partial(view.markdown, entries, say)
    emit(context, ending, report._replace(page=page, calendar=calendar), path, quiet=True)


def _small(context: Context, data: bytes, path: Path | None) -> bytes:
    """The same calendar; of one that is too large for some it is said."""
    from confradar.views.ics import LARGE

    if len(data) > LARGE:
        context.note(
            f"{path or 'the calendar'} has {len(data) / 1e6:.1f} MB: Google Calendar drops events "
            "beyond about 1 MB; choose fewer venues or use --split"
        )
    return data
