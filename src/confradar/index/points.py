"""The one shape of a dated point: how the index holds it, and how every question gives it."""

from typing import TYPE_CHECKING, NamedTuple

from confradar.index.rows import Table
from confradar.model.days import DAY
from confradar.model.kinds import MAIN_KINDS

if TYPE_CHECKING:  # read commands use this shape, and load no models
    from datetime import date

    from confradar.model.deadline import Deadline
    from confradar.model.venue import Edition

# Four of five paper deadlines stand on public lists this many seconds before they are due
# (docs/forecast.md).
ANNOUNCED_AHEAD = 120 * DAY


class DeadlineItem(NamedTuple):
    """One dated point of an edition.

    ``at``, ``low`` and ``high`` are seconds since the epoch (UTC); ``wall`` is ISO local time in
    ``zone`` as announced; ``basis`` is what an estimate rests on, as `forecast.reason` writes it;
    ``revisions`` is JSON: earlier values, oldest first; ``gone`` the ISO day since which the lists
    that had it do not; ``via`` the venue that reviews the papers where this one does not;
    ``unapplied`` the line of the reader's own file that breaks a rule, so that what it says of the
    venue is left out; ``url`` the edition's page, else the venue's; ``link`` where to submit;
    ``evidence`` the line of the page that says so, where the program read it on the day
    ``recorded``, the ISO day on which it last changed; ``lasting`` what calendars know it by within
    its edition; ``cancelled``: its edition does not take place as announced; ``taught``: forecasts
    rest on it.
    """

    year: int
    kind: str
    at: int
    wall: str
    zone: str
    certainty: str
    source: str
    venue: str = ""
    acronym: str = ""
    name: str = ""
    round: int | None = None
    track: str | None = None
    date_only: bool = False
    low: int | None = None
    high: int | None = None
    label: str | None = None
    basis: str | None = None
    revisions: str | None = None
    recorded: str | None = None
    gone: str | None = None
    via: str | None = None
    link: str | None = None
    evidence: str | None = None
    unapplied: int | None = None
    url: str | None = None
    place: str | None = None
    lasting: str | None = None
    cancelled: bool = False
    taught: bool = False

    @property
    def ready(self) -> int:
        """When to be ready for it: the early side of an estimate, else the instant itself."""
        return self.at if self.low is None else min(self.low, self.at)

    def overdue(self, now: int) -> bool:
        """Whether an author's date is still an estimate although most like it are announced so soon
        before."""
        return (
            self.certainty == "estimated"
            and self.kind in MAIN_KINDS
            and 0 <= self.at - now < ANNOUNCED_AHEAD
        )


_EDITION = "(select e.{} from edition e where e.venue = d.venue and e.year = d.year)"

# Read under the alias ``d``, beside its venue ``v``.
POINTS = Table(
    "deadline",
    DeadlineItem,
    joined={
        "venue": "v.id",
        "acronym": "v.acronym",
        "name": "v.name",
        "unapplied": "v.unapplied",
        "url": f"coalesce({_EDITION.format('url')}, v.url)",
        "place": _EDITION.format("place"),
    },
    more=(
        f"main integer as (kind in {tuple(sorted(MAIN_KINDS))} and track is null and not cancelled)"
    ),
)
SELECT = f"select {POINTS.select('d')} from deadline d join venue v on v.position = d.venue"


def instant_of(at: str, zone: str) -> int | None:
    """Seconds since the epoch of a time as announced; None of what is to be announced."""
    from confradar.model.instants import instant
    from confradar.model.wall_times import TBD, parse_wall
    from confradar.model.zones import parse_zone

    return None if at == TBD else int(instant(parse_wall(at).time, parse_zone(zone)).timestamp())


def point_of(
    edition: "Edition", deadline: "Deadline", *, doubtful: bool, taught: bool
) -> DeadlineItem:
    """An announced deadline as a dated point; what its venue says of it is joined when it is
    read."""
    zone = deadline.zone or edition.default_zone
    certainty = (
        "tentative" if doubtful or deadline.withdrawn(edition.gone) else deadline.certainty.value
    )
    return DeadlineItem(
        year=edition.year,
        kind=deadline.kind.value,
        round=deadline.round,
        track=deadline.track,
        at=int(deadline.instant(edition.default_zone).timestamp()),
        wall=deadline.wall.isoformat(),
        zone=zone,
        date_only=deadline.date_only,
        certainty=certainty,
        label=deadline.label,
        source=deadline.source,
        revisions=_revisions(deadline, zone),
        recorded=_day(deadline.recorded or edition.recorded),
        gone=_day(deadline.gone or edition.gone),
        lasting=deadline.lasting_key,
        via=deadline.via,
        link=deadline.link,
        evidence=deadline.evidence,
        cancelled=edition.called_off,
        taught=taught,
    )


def _revisions(deadline: "Deadline", zone: str) -> str | None:
    """The earlier values of a deadline in JSON, the oldest first; None where it has none."""
    if not deadline.revisions:
        return None
    import json  # a read command does without

    return json.dumps(
        [
            {
                "at": item.at,
                **({"zone": item.zone} if item.zone else {}),
                "recorded": _day(item.recorded),
                "instant": instant_of(item.at, item.zone or zone),
            }
            for item in deadline.revisions
        ]
    )


def _day(day: "date | None") -> str | None:
    return day.isoformat() if day else None
