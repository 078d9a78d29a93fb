"""Groups of options that commands share: a command asks for one by a parameter of its type.

Annotations are real objects here, as in `options`.
"""

from pathlib import Path
from typing import NamedTuple

from confradar.cli.options import (
    Catalogues,
    Ccf,
    Columns,
    Confirmed,
    Core,
    Country,
    Estimated,
    Format,
    FormatOrIcs,
    IncludeEstimates,
    Kinds,
    Lang,
    NoHeader,
    Now,
    Only,
    Query,
    Thcpl,
    Topics,
    Zone,
)
from confradar.errors import UsageError


class Filters(NamedTuple):
    """Which venues are meant."""

    topic: Topics = None
    kind: Kinds = None
    ccf: Ccf = None
    core: Core = None
    thcpl: Thcpl = None
    query: Query = None
    country: Country = None


class Dates(NamedTuple):
    """Announced dates, estimated ones, or both."""

    only: Only = None
    confirmed: Confirmed = False
    estimated: Estimated = False


class Estimates(NamedTuple):
    """Whether estimates are taken too; the other two were once the spellings of it."""

    include_estimates: IncludeEstimates = False
    confirmed: Confirmed = False
    estimated: Estimated = False


class Output(NamedTuple):
    """How rows are written."""

    format: Format = None
    columns: Columns = None
    no_header: NoHeader = False


class OutputOrCalendar(NamedTuple):
    """How rows are written, or that they are written as a calendar."""

    format: FormatOrIcs = None
    columns: Columns = None
    no_header: NoHeader = False

    @property
    def calendar(self) -> bool:
        """Whether a calendar is wanted."""
        return self.format == "ics"

    @property
    def rows(self) -> Output:
        """The same for rows."""
        return Output(*self)

    def check_target(self, to: Path | None) -> None:
        """Raise UsageError for a file to write where no calendar is wanted: rows go to stdout."""
        if to and not self.calendar:
            raise UsageError("-o goes with --format ics", hint="for other formats: > FILE")


class Spoken(NamedTuple):
    """The language alone, of what asks nothing of the run."""

    lang: Lang = None


class RunOptions(NamedTuple):
    """The options of every command: where the data come from, the reader's zone, the language (see
    `cli.language`), the clock; None where not given."""

    catalogue: Catalogues = None
    tz: Zone = None
    lang: Lang = None
    now: Now = None

    def over(self, base: "RunOptions") -> "RunOptions":
        """These options, with ``base`` (given before the command's name) for what they leave
        out."""
        return RunOptions(
            [*(base.catalogue or ()), *(self.catalogue or ())],
            self.tz or base.tz,
            self.lang or base.lang,
            self.now or base.now,
        )
