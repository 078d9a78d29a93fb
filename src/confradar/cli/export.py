"""`confradar export`: deadlines and events into a calendar, a spreadsheet, a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Filters, IncludeEstimates, Target, Venues, command
from confradar.cli.output import put
from confradar.cli.selection import certainty, span, venue_filter, window
from confradar.errors import UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry
    from confradar.views.ics import Earlier, Options

FORMATS = ("ics", "csv", "json", "md")
RECENT = 30 * 86400


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "export",
        dated=True,
        without=("only",),
        example=(
            "confradar export --topic ml --alarm 7d --alarm 1d -o ml.ics",
            "confradar export --following --include-estimates -o mine.ics",
        ),
    )
    def export(
        context: Context,
        filters: Filters,
        venue: Venues = None,
        form: Annotated[
            str | None,
            typer.Option(
                "--format",
                "-f",
                metavar="FORMAT",
                help=f"{'|'.join(FORMATS)}. Default: by the ending of -o, else ics.",
            ),
        ] = None,
        to: Target = None,
        include_estimates: IncludeEstimates = False,
        alarm: Annotated[
            list[str] | None,
            typer.Option(
                "--alarm",
                metavar="SPAN",
                help="Remind this long before each deadline: 7d, 12h... (repeatable).",
            ),
        ] = None,
        todo: Annotated[
            bool, typer.Option("--todo", help="A task (VTODO) beside each deadline.")
        ] = False,
        no_events: Annotated[
            bool, typer.Option("--no-events", help="Leave out the editions' own days.")
        ] = False,
        within: Annotated[
            str | None,
            typer.Option(
                "--within", metavar="SPAN", help="From now (or --from) for 60d, 8w, 6m..."
            ),
        ] = None,
        start: Annotated[
            str | None,
            typer.Option(
                "--from", metavar="DAY", help="From this day or time. Default: 30 days ago."
            ),
        ] = None,
        end: Annotated[
            str | None, typer.Option("--to", metavar="DAY", help="Up to and with this day or time.")
        ] = None,
        deadline_kind: Annotated[
            list[str] | None,
            typer.Option(
                "--deadline-kind", "-d", metavar="KIND", help="Only these kinds (repeatable)."
            ),
        ] = None,
        include_past: Annotated[
            bool, typer.Option("--include-past", help="What has passed too, since the beginning.")
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
            ),
        ] = None,
        name: Annotated[
            str | None, typer.Option("--name", metavar="TEXT", help="The calendar's name.")
        ] = None,
        lang: Annotated[
            str,
            typer.Option("--lang", metavar="en|zh", help="Language of titles and descriptions."),
        ] = "en",
        link: Annotated[
            str | None,
            typer.Option(
                "--link",
                metavar="google|outlook",
                help="Print a one-click link for the soonest of them.",
            ),
        ] = None,
    ) -> None:
        """Export deadlines and event days: ics for calendars, csv for spreadsheets, json, md."""
        from confradar.queries.calendar import calendar, count_of_estimates, known_keys
        from confradar.views.links import SERVICES
        from confradar.views.words import LANGUAGES

        past = past or include_past
        chosen = _one_of(form, FORMATS, "--format") if form else _by_ending(None if split else to)
        language = _one_of(lang, LANGUAGES, "--lang")
        if split and not to:
            raise UsageError("--split needs a directory", hint="add -o out/")
        estimates = with_estimates(filters, include_estimates)
        first, last = (
            (None, None)
            if past and not (start or end or within)
            else window(context, within=within, start=start, end=end, past=past)
        )
        if not (start or within or past):
            first = context.epoch - RECENT
        wanted = venue_filter(context, filters, venue or ())
        kinds = deadline_kind or ()
        found = list(
            calendar(
                context.index,
                wanted,
                start=first,
                end=last,
                kinds=kinds,
                events=not no_events,
                estimates=estimates,
            )
        )
        asked = estimates or filters.confirmed
        if (
            left := 0
            if asked
            else count_of_estimates(context.index, wanted, start=first, end=last, kinds=kinds)
        ):
            context.after.append(f"{counted(left, 'estimate')} left out: --include-estimates")
        if not found:
            context.note("nothing to export matches these filters; no file is written")
            return
        if link:
            context.out.write(
                _link(context, found, _one_of(link, SERVICES, "--link"), language) + "\n"
            )
            return
        from dataclasses import replace

        from confradar.views.ics import Options

        alarms = [span(text, "--alarm") for text in alarm or ()]
        options = Options(name or _name(filters, venue or ()), language, alarms, todo, context.zone)
        known = known_keys(context.index) if to else set[str]()
        groups = (
            _groups(found, _one_of(split, ("venue", "topic"), "--split"))
            if split
            else {None: found}
        )
        for group, entries in groups.items():
            path = to / f"{group}.{chosen}" if to and group else to
            titled = replace(options, name=f"{options.name}: {group}") if group else options
            _write(context, chosen, entries, titled, path, known)
        if to:
            files = f"{counted(len(groups), 'file')} in {to}" if split else str(to)
            context.note(f"{counted(len(found), 'entry', 'entries')} written to {files}")


def with_estimates(filters: Filters, include: bool) -> bool:
    """Whether a calendar takes estimates too; ``--estimated`` once said so. Raises UsageError."""
    if include and filters.confirmed:
        raise UsageError(
            "--confirmed and --include-estimates exclude each other", hint="give one of them"
        )
    return include or certainty(filters) == "estimated"


def _one_of(value: str, allowed: Sequence[str], option: str) -> str:
    folded = value.lower()
    if folded not in allowed:
        raise UsageError(f"{option}: {value!r} is not known", hint=f"one of {', '.join(allowed)}")
    return folded


def _by_ending(path: Path | None) -> str:
    ending = path.suffix.removeprefix(".").lower() if path else ""
    return ending if ending in FORMATS else "ics"


def _name(filters: Filters, venues: Sequence[str]) -> str:
    """``confradar: ml, nlp``, after what was asked for."""
    parts = [
        *venues,
        *(filters.topic or ()),
        *(filters.kind or ()),
        *([filters.query] if filters.query else ()),
    ]
    return f"confradar: {', '.join(parts)}" if parts else "confradar"


def _groups(entries: Sequence[CalendarEntry], split: str) -> dict[str | None, list[CalendarEntry]]:
    groups: dict[str | None, list[CalendarEntry]] = {}
    for entry in entries:
        for key in (entry.venue,) if split == "venue" else entry.topics:
            groups.setdefault(key, []).append(entry)
    return dict(sorted(groups.items(), key=lambda item: str(item[0])))


def _link(context: Context, entries: Sequence[CalendarEntry], service: str, language: str) -> str:
    """A link for the soonest deadline, else for the first entry."""
    from confradar.views.links import link

    ahead = [
        entry
        for entry in entries
        if entry.is_deadline and (entry.at or 0) >= context.epoch and not entry.cancelled
    ]
    chosen = (ahead or list(entries))[0]
    if len(ahead) > 1:
        context.after.append(
            f"the soonest of {len(ahead)}; narrow it with --deadline-kind, --from or --to for another"
        )
    return link(chosen, service, language, context.zone)


def _write(
    context: Context,
    form: str,
    entries: Sequence[CalendarEntry],
    options: Options,
    path: Path | None,
    known: set[str],
) -> None:
    """One file, atomically, or stdout."""
    data = (
        calendar_bytes(context, entries, options, path, known)
        if form == "ics"
        else _table(context, form, entries, options).encode()
    )
    put(context, data, path, told=False)
    if form == "ics":
        from confradar.views.ics import LARGE

        if len(data) > LARGE:
            context.note(
                f"{path or 'the calendar'} has {len(data) / 1e6:.1f} MB: Google Calendar drops events beyond about 1 MB; narrow it or use --split"
            )


def calendar_bytes(
    context: Context,
    entries: Sequence[CalendarEntry],
    options: Options,
    path: Path | None,
    known: set[str],
) -> bytes:
    """The calendar file that is to replace ``path``, if there is one; ``known`` are the keys of the
    whole catalogue."""
    from confradar.views import ics

    before: dict[str, Earlier] = {}
    if path is not None and path.is_file():
        try:
            before = ics.read_back(path.read_bytes())
        except ValueError:
            context.note(f"{path} was not a calendar of confradar; it is replaced")
    return ics.render(entries, options, before=before, known=known)


def _table(context: Context, form: str, entries: Sequence[CalendarEntry], options: Options) -> str:
    from confradar.cli.output import generated_at
    from confradar.views import csv, items, json, markdown

    rows = (items.entry_row(entry, language=options.language) for entry in entries)
    if form == "json":
        return "".join(
            json.render(rows, schema=items.ENTRY.name, generated_at=generated_at(context))
        )
    if form == "csv":
        return "".join(csv.render(rows, items.ENTRY.columns, header=True))
    columns = (
        ("when", "what", "announced", "place", "link")
        if options.language == "en"
        else ("时间", "内容", "原文", "地点", "链接")
    )
    return "".join(
        markdown.render(
            (items.page_row(entry, language=options.language) for entry in entries),
            columns,
            header=True,
        )
    )
