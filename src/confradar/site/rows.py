"""What pages show of a dated point, an edition and a venue, as plain texts: templates only lay it
out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from confradar.views.facts import short
from confradar.views.reasons import reason_of
from confradar.views.svg import escape
from confradar.views.text import announced, local, point_title, span, utc, what

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, PointDoc
    from confradar.index.points import DeadlineItem
    from confradar.queries.calendar import CalendarEntry
    from confradar.views.words import Words


class Moment(NamedTuple):
    """When something is: ``at`` is RFC 3339 in UTC and ``seconds`` the same since the epoch (None:
    to be announced), ``words`` the time as announced, or the interval of an estimate; ``exact`` the
    instant in UTC in words, where a time was announced."""

    at: str | None
    seconds: int | None
    words: str
    exact: str
    certainty: str
    date_only: bool = False

    @property
    def estimated(self) -> bool:
        """Whether it is no announcement."""
        return self.certainty == "estimated"

    def html(self, say: Words) -> Markup:
        """The same as markup: what is estimated says so, beside a dashed line. Every page has many
        of them, and a template takes ten times as long."""
        words = escape(self.words)
        badge = ""
        if self.certainty != "confirmed":
            mark = " est" * self.estimated
            badge = (
                f' <span class="badge{mark}">{escape(say(f"certainty.{self.certainty}"))}</span>'
            )
        if self.at is None:
            return Markup(f'<span class="when">{words}</span>')  # noqa: S704 # escaped
        if self.estimated:
            time = f'<time datetime="{self.at}" data-est>{words}</time>'
            return Markup(f'<span class="when est">{time}{badge}</span>')  # noqa: S704 # escaped
        day = " data-day" * self.date_only
        exact = f' <span class="exact">= {escape(self.exact)}</span>' if self.exact else ""
        time = f'<time datetime="{self.at}"{day}>{words}</time>'
        return Markup(f'<span class="when">{time}{exact}{badge}</span>')  # noqa: S704 # escaped


class Point(NamedTuple):
    """A dated point as a row: ``ready`` (seconds) is when to be ready for it; ``notes`` say what is
    to be known of it, ``link`` is where to submit."""

    venue: str
    acronym: str
    year: int
    title: str
    moment: Moment
    ready: int
    main: bool
    notes: Sequence[str] = ()
    link: str | None = None
    source: str | None = None
    evidence: str | None = None


def moment_of(point: DeadlineItem, say: Words) -> Moment:
    """When a dated point is."""
    if point.certainty == "estimated":
        low, high = span(point)
        words = f"~ {say.days(low, high)}"
        return Moment(utc(point.at), point.at, words, "", "estimated", True)
    words = announced(point.wall, point.zone, point.date_only)
    exact = "" if point.date_only else _exact(point.at, say)
    return Moment(utc(point.at), point.at, words, exact, point.certainty, point.date_only)


def _exact(at: int, say: Words) -> str:
    moment = local(at, UTC)
    return f"{say.of_week(moment, say.near_day(moment))} {moment:%H:%M} UTC"


def point_of(entry: CalendarEntry, point: DeadlineItem, say: Words) -> Point:
    """A dated point of the index."""
    return Point(
        point.venue,
        point.acronym,
        point.year,
        point_title(point, say),
        moment_of(point, say),
        point.ready,
        point.kind in {"abstract", "paper", "commitment"} and not point.track,
        list(_notes_of(entry, point, say)),
        point.link,
        None if point.certainty == "estimated" else point.source,
        point.evidence,
    )


def _notes_of(entry: CalendarEntry, point: DeadlineItem, say: Words) -> Iterator[str]:
    if entry.status:
        yield say(f"status.{entry.status}")
    if reason := reason_of(point, say):
        yield reason
    if point.via:
        yield say("via", venue=point.via).strip()
    if days := [re.split("[ T]", str(item["at"]))[0] for item in entry.revisions]:
        yield say("site.moved_from", days=", ".join(days))
    if point.gone:
        yield say("entry.gone_since", day=point.gone)
    if point.unapplied:
        yield say("unapplied", line=point.unapplied).strip()


def recorded_points(edition: EditionDoc, acronym: str, venue: str, say: Words) -> list[Point]:
    """The dated points of an edition as its record has them, those to be announced too."""
    return [
        _recorded(point, edition, acronym, venue, say) for point in edition.get("deadlines", ())
    ]


def _recorded(point: PointDoc, edition: EditionDoc, acronym: str, venue: str, say: Words) -> Point:
    title = what(point["kind"], point.get("round"), point.get("track"), say)
    if point["kind"] == "other" and point.get("label"):
        title = point["label"]
    at, date_only = point.get("instant"), bool(point.get("date_only"))
    certainty = point.get("certainty", "confirmed")
    if at is None:
        moment = Moment(None, None, say("site.tba"), "", certainty)
    else:
        words = announced(point.get("wall", ""), point["zone"], date_only)
        exact = "" if date_only else _exact(at, say)
        moment = Moment(utc(at), at, words, exact, certainty, date_only)
    return Point(
        venue,
        acronym,
        edition["year"],
        title,
        moment,
        at or 0,
        point["kind"] in {"abstract", "paper", "commitment"} and not point.get("track"),
        list(_recorded_notes(point, say)),
        point.get("link"),
        point["source"],
        point.get("evidence"),
    )


def _recorded_notes(point: PointDoc, say: Words) -> Iterator[str]:
    if point.get("label") and point["kind"] != "other":
        yield say("site.label", label=point["label"])
    if point.get("via"):
        yield say("via", venue=point["via"]).strip()
    if days := [re.split("[ T]", item["at"].strip())[0] for item in point.get("revisions", ())]:
        yield say("site.moved_from", days=", ".join(days))
    if point.get("gone"):
        yield say("entry.gone_since", day=point["gone"])
    if point.get("doubt"):
        yield say("site.doubtful", why=point["doubt"])
    if point.get("note"):
        yield point["note"]
    if point.get("also"):
        yield say("site.also", sources=", ".join(map(short, point["also"])))


def days_of(edition: EditionDoc, say: Words) -> str | None:
    """The days of an edition in words, else the source's own wording."""
    if not edition.get("start"):
        return edition.get("when")
    first = date.fromisoformat(edition["start"])
    return say.days(first, date.fromisoformat(edition.get("end") or edition["start"]))


def acceptance_of(edition: EditionDoc) -> float | None:
    """The share of papers accepted, 0 to 1."""
    rate = edition.get("acceptance")
    if not rate:
        return None
    if rate.get("submitted") and rate.get("accepted") is not None:
        return rate["accepted"] / rate["submitted"]
    return rate.get("rate")


def day_of(seconds: int) -> date:
    """The day of an instant, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date()
