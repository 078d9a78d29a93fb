"""`confradar push`: events into a CalDAV collection."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.export import RECENT, with_estimates
from confradar.cli.options import Filters, IncludeEstimates, Venues, command, seconds
from confradar.cli.selection import span, venue_filter


def add_to(app: typer.Typer) -> None:
    """Register the command."""

    @command(
        app,
        "push",
        dated=True,
        without=("only",),
        example="confradar push https://cloud.example/remote.php/dav/calendars/me/deadlines/ --following --dry-run",
    )
    def push(
        context: Context,
        filters: Filters,
        url: Annotated[
            str, typer.Argument(metavar="ADDRESS", help="The calendar's own address on the server.")
        ],
        venue: Venues = None,
        alarm: Annotated[
            list[str] | None,
            typer.Option(
                "--alarm",
                metavar="SPAN",
                help="Remind this long before each deadline: 7d, 12h... (repeatable).",
            ),
        ] = None,
        deadline_kind: Annotated[
            list[str] | None,
            typer.Option(
                "--deadline-kind", "-d", metavar="KIND", help="Only these kinds (repeatable)."
            ),
        ] = None,
        include_estimates: IncludeEstimates = False,
        no_events: Annotated[
            bool, typer.Option("--no-events", help="Leave out the editions' own days.")
        ] = False,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what would be done.")
        ] = False,
        timeout: Annotated[
            float,
            typer.Option(
                "--timeout",
                metavar="SECONDS",
                min=1,
                max=3600,
                callback=seconds,
                help="Wait so long for the server.",
            ),
        ] = 30,
    ) -> None:
        """Put deadlines and event days into a calendar on a CalDAV server, and keep them current
        there.

        Only events that confradar made are changed or removed. User and password:
        CONFRADAR_CALDAV_USER and CONFRADAR_CALDAV_PASSWORD, a keyring, or a netrc.
        """
        from confradar import caldav_client as caldav
        from confradar.queries.calendar import calendar
        from confradar.views.ics import Options, objects

        secret = caldav.credentials(url, context.environ)
        found = calendar(
            context.index,
            venue_filter(context, filters, venue or ()),
            start=context.epoch - RECENT,
            end=None,
            kinds=deadline_kind or (),
            events=not no_events,
            estimates=with_estimates(filters, include_estimates),
        )
        alarms = [span(text, "--alarm") for text in alarm or ()]
        events = objects(found, Options("confradar", alarms=alarms, zone=context.zone), caldav.MARK)
        if not events:
            context.note("nothing to push matches these filters; nothing is changed")
            return
        since = context.now - timedelta(seconds=RECENT)
        done = caldav.push(url, events, secret, since=since, dry_run=dry_run, timeout=timeout)
        would = "would be " if dry_run else ""
        context.note(
            f"{len(done.created)} {would}created, {len(done.updated)} {would}updated, {len(done.removed)} {would}removed, {done.unchanged} unchanged"
        )
