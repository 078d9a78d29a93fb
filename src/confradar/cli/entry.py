"""What the reader says of a venue by hand: by options, or asked for on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from confradar.cli.asking import ask, can_ask
from confradar.cli.context import Context
from confradar.cli.entry_options import Entry
from confradar.cli.option_groups import Output
from confradar.cli.own_file import How, files_beneath, write_wanted
from confradar.errors import UsageError
from confradar.model.choice import one_of
from confradar.model.kinds import KINDS
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.catalogue.load import Catalogue
    from confradar.model.deadline import Deadline
    from confradar.model.venue import Venue
    from confradar.sync import add_entry as entries

Value = TypeVar("Value")
# The years of an edition.
YEARS = range(1950, 2101)


class _Said(NamedTuple):
    """The venue, whether a catalogue has it, and what is said of an edition (None: nothing)."""

    venue: Venue
    known: bool
    edition: entries.Entry | None


def add_entry(
    context: Context,
    output: Output,
    name: str | None,
    entry: Entry,
    how: How,
    *,
    topics: Sequence[str],
    year: int | None,
) -> None:
    """Add what is said of a venue, or print a record to fill in. Raises UsageError for what is
    missing where nobody can be asked, and for what cannot be; DataError, StateError."""
    from confradar.sync import add_entry as entries
    from confradar.sync.add_call import check_topics, known_venue

    if how.into and not entry.source and not entry.template:
        raise UsageError(
            "--into changes a file that others may read", hint="--source URL says where it stands"
        )
    name, entry = _on_one_line(name, entry)
    catalogue = _catalogue(context, how)
    check_topics(catalogue, topics)
    if name is None and not entry.template:
        name = _asked_name(context)
    venue = known_venue(catalogue.venues, name) if name else None
    if venue is not None:
        _check_known(venue, entry, topics)
    if entry.template:
        context.out.write(_template(context, name, venue, entry, topics, year))
        return
    asking = _Asking(context, ENGLISH, entry, topics, catalogue)
    said = asking.known(venue, year) if venue else asking.new(name or "", year)
    today, doubtful = context.now.date(), how.doubtful
    wanted = (
        entries.wanted(said.venue, said.edition, known=said.known, doubtful=doubtful, today=today)
        if said.edition
        else entries.wanted_alone(said.venue)
    )
    write_wanted(context, output, how, [wanted], stated=True)


def _on_one_line(name: str | None, entry: Entry) -> tuple[str | None, Entry]:
    """What is said in words, checked. Raises UsageError."""
    from confradar.credentials import check_without
    from confradar.sync.add_entry import read_text

    for address in (entry.source, entry.url):
        check_without(address or "")

    def line(text: str | None, option: str) -> str | None:
        return None if text is None else read_text(text, option)

    return line(name, "VENUE"), entry.replace(
        name=line(entry.name, "--name"),
        place=line(entry.place, "--place"),
        source=line(entry.source, "--source"),
        url=line(entry.url, "--url"),
    )


def _check_known(venue: Venue, entry: Entry, topics: Sequence[str]) -> None:
    """Raise UsageError where something is said that only a new venue has."""
    if given := [*entry.of_venue, *(["--topic"] if topics else [])]:
        raise UsageError(
            f"{venue.acronym} is in the catalogue ({venue.id}): {', '.join(given)} tell of a new "
            "venue",
            hint="`confradar add --template VENUE` gives a record in which you can correct it",
        )


def _catalogue(context: Context, how: How) -> Catalogue:
    """All that is in use, and the file that is changed."""
    from confradar import paths
    from confradar.catalogue.load import load_catalogue

    target = how.target(context)
    own = [target] if target.is_file() else []
    return load_catalogue([*files_beneath(context, target), *own], paths.bundled("topics.yaml"))


def _asked_name(context: Context) -> str:
    if not can_ask(context):
        raise UsageError("which venue?", hint="confradar add VENUE --year YEAR --date KIND=DAY")
    return ask(context, ENGLISH("ask.venue"), _text)


def _template(
    context: Context,
    name: str | None,
    venue: Venue | None,
    entry: Entry,
    topics: Sequence[str],
    year: int | None,
) -> str:
    from confradar.catalogue.skeleton import of_known, of_new

    own, told = str(context.paths.own_catalogue), context.say_in_files.sentence
    if venue is not None:
        return of_known(venue, year or _next_year(context, venue), own, told)
    return of_new(
        name or "My venue",
        year or context.now.year + 1,
        own,
        full=entry.name,
        kind=entry.kind,
        topics=topics,
        url=entry.url,
        told=told,
    )


def _next_year(context: Context, venue: Venue) -> int:
    """The year of the venue's next edition that is not known yet."""
    latest = max((item.year for item in venue.editions), default=0)
    return max(latest + 1, context.now.year)


class _Asking:
    """What is said by options, and what is missing of it by the answers on a terminal."""

    def __init__(
        self,
        context: Context,
        say: Words,
        entry: Entry,
        topics: Sequence[str],
        catalogue: Catalogue,
    ) -> None:
        self.context = context
        self.say = say
        self.entry = entry
        self.topics = topics
        self.catalogue = catalogue

    def known(self, venue: Venue, year: int | None) -> _Said:
        """What is said of an edition of a known venue. Raises UsageError."""
        missing = [] if year else ["--year YEAR"]
        missing += [] if self.entry.of_edition else ["--date KIND=DAY"]
        self._check(missing, venue.acronym)
        if year is None:
            usual = str(_next_year(self.context, venue))
            year = self._ask("ask.year", _year, usual=usual)
        return _Said(venue, True, self._edition(year, asked=bool(missing)))

    def new(self, name: str, year: int | None) -> _Said:
        """What is said of a new venue, and of an edition of it. Raises UsageError."""
        from confradar.sync import add_entry as entries
        from confradar.sync.add_call import known_venue

        entry, venues = self.entry, self.catalogue.venues
        given = {"--name TEXT": entry.name, "--kind KIND": entry.kind, "--topic TOPIC": self.topics}
        missing = [flag for flag, value in given.items() if not value]
        missing += ["--year YEAR"] if entry.of_edition and not year else []
        self._check(missing, f"{name} is in no catalogue", near=name)
        full = entry.name or self._ask("ask.name", _text)
        if other := known_venue(venues, full):
            raise UsageError(
                f"{full} is in the catalogue ({other.id})", hint=f"confradar add {other.id}"
            )
        kind = entry.kind or self._ask("ask.kind", _kind, usual="workshop")
        topics = self.topics or self._ask("ask.topics", self._topics)
        url = entry.url or (self._ask("ask.url", _optional) if missing else None)
        venue = entries.entered(
            name, full=full, kind=kind, topics=topics, url=url, source=entry.source or ""
        )
        if missing and year is None:
            year = self._ask("ask.any_year", _any_year)
        if year is None:
            return _Said(venue, False, None)
        return _Said(venue, False, self._edition(year, asked=bool(missing)))

    def _edition(self, year: int, *, asked: bool) -> entries.Entry:
        """What is said of an edition; ``asked``: dates are asked for where none is given."""
        from confradar.sync import add_entry as entries

        entry = self.entry
        zone = entries.read_zone(entry.zone) if entry.zone else None
        dates = [entries.read_date(text, zone) for text in entry.date or ()]
        said = entries.Entry(
            year,
            tuple(dates),
            entry.place,
            entries.read_day(entry.start, "--start") if entry.start else None,
            entries.read_day(entry.end, "--end") if entry.end else None,
            entry.source or "",
        )
        if asked and not entry.of_edition:
            while (more := self._ask("ask.date", partial(_date, zone))) is not None:
                dates.append(more)
        return replace(said, dates=tuple(self._with_zone(dates, zone)))

    def _with_zone(self, dates: Sequence[Deadline], zone: str | None) -> Sequence[Deadline]:
        """The dates, those with a time in the zone that is asked for where none is given."""
        from confradar.sync import add_entry as entries

        timed = any(item.known and not item.date_only for item in dates)
        if zone or not timed or not can_ask(self.context):
            return dates
        zone = self._ask("ask.zone", entries.read_zone, usual="AoE")
        return [
            item.model_copy(update={"zone": zone}) if item.known and not item.date_only else item
            for item in dates
        ]

    def _check(self, missing: Sequence[str], what: str, *, near: str | None = None) -> None:
        """Raise UsageError where something is missing and nobody can be asked for it."""
        if not missing or can_ask(self.context):
            return
        from confradar.model.names import nearest

        names = (name for venue in self.catalogue.venues for name in (venue.id, venue.acronym))
        close = nearest(near, names) if near else []
        hint = f"or did you mean {' or '.join(close)}?" if close else None
        raise UsageError(f"{what}: give {', '.join(missing)} too", hint=hint)

    def _ask(self, key: str, read: Callable[[str], Value], *, usual: str = "") -> Value:
        return ask(self.context, self.say(key), read, usual=usual)

    def _topics(self, text: str) -> list[str]:
        from confradar.sync.add_call import check_topics

        topics = [part.strip() for part in _text(text).split(",") if part.strip()]
        check_topics(self.catalogue, topics)
        return topics


def _text(text: str) -> str:
    from confradar.sync.add_entry import read_text

    return read_text(text, "that")


def _optional(text: str) -> str | None:
    return _text(text) if text else None


def _kind(text: str) -> str:
    return one_of(text, KINDS, "there is no kind")


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) in YEARS):
        raise UsageError(f"{text!r} is not a year", hint="write 2028")
    return int(text)


def _any_year(text: str) -> int | None:
    return _year(text) if text else None


def _date(zone: str | None, text: str) -> Deadline | None:
    from confradar.sync.add_entry import read_date

    return read_date(text, zone) if text else None
