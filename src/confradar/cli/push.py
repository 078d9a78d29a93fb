"""`confradar push`: events into a CalDAV collection."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from confradar.cli.calendars import estimates_wanted
from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Estimates, Filters
from confradar.cli.options import (
    Alarms,
    DeadlineKinds,
    DryRun,
    Following,
    NoEvents,
    Timeout,
    Venues,
)
from confradar.cli.selection import span, venue_filter


@command(
    "confradar push https://cloud.example/remote.php/dav/calendars/me/deadlines/ --following "
    "--dry-run",
    dated=True,
)
def push(
    context: Context,
    filters: Filters,
    estimates: Estimates,
    url: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="The calendar's own address on the server.")
    ],
    venue: Venues = None,
    following: Following = False,
    alarm: Alarms = None,
    deadline_kind: DeadlineKinds = None,
    no_events: NoEvents = False,
    dry_run: DryRun = False,
    timeout: Timeout = 30,
) -> None:
    """Put deadlines and event days into a calendar on a CalDAV server, and keep them current there.

    Only events that confradar made are changed or removed. User and password:
    CONFRADAR_CALDAV_USER and CONFRADAR_CALDAV_PASSWORD, a keyring, or a netrc.
    """
    from confradar import caldav_client as caldav
    from confradar.queries.calendar import RECENT, calendar
    from confradar.views.ics import Options, objects

    secret = caldav.credentials(url, context.environ)
    entries = calendar(
        context.index,
        venue_filter(context, filters, venue, following=following),
        start=context.epoch - RECENT,
        end=None,
        kinds=deadline_kind or (),
        events=not no_events,
        estimates=estimates_wanted(estimates),
    )
    alarms = [span(text, "--alarm") for text in alarm or ()]
    events = objects(entries, Options("confradar", alarms=alarms, zone=context.zone), caldav.MARK)
    if not events:
        context.note("nothing to push matches these filters; nothing is changed")
        return
    since = context.now - timedelta(seconds=RECENT)
    done = caldav.push(url, events, secret, since=since, dry_run=dry_run, timeout=timeout)
    would = "would be " if dry_run else ""
    counts = {"created": done.created, "updated": done.updated, "removed": done.removed}
    parts = [f"{len(those)} {would}{what}" for what, those in counts.items()]
    context.note(", ".join([*parts, f"{done.unchanged} unchanged"]))
