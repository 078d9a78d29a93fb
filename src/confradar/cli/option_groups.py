"""Groups of options that commands share: a command asks for one by a parameter of its type.

Annotations are real objects here, as in `options`.
"""

from inspect import Parameter, Signature
from pathlib import Path
from typing import Any, ClassVar, Self, dataclass_transform

from confradar.cli.options import (
    At,
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


@dataclass_transform()
class OptionGroup:
    """Options that are asked for together: a field is an option by its annotation, and has its
    default.

    It is no dataclass and no NamedTuple: making those takes longer than all that they do here.
    """

    __signature__: ClassVar[Signature]

    def __init_subclass__(cls) -> None:
        cls.__signature__ = Signature(
            [
                Parameter(
                    name, Parameter.POSITIONAL_OR_KEYWORD, default=vars(cls)[name], annotation=kind
                )
                for name, kind in cls.__annotations__.items()
            ]
        )

    def __init__(self, *values: Any, **given: Any) -> None:
        vars(self).update(zip(self.names(), values, strict=False), **given)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.values() == other.values()

    __hash__ = None  # type: ignore[assignment] # it holds lists

    @classmethod
    def names(cls) -> list[str]:
        """The names of its options."""
        return list(cls.__annotations__)

    def values(self) -> list[Any]:
        """What is given for them, or else their defaults."""
        return [getattr(self, name) for name in self.names()]

    def replace(self, **given: Any) -> Self:
        """The same, but for what is given."""
        return type(self)(*self.values(), **given)


class Filters(OptionGroup):
    """Which venues are meant."""

    topic: Topics = None
    kind: Kinds = None
    ccf: Ccf = None
    core: Core = None
    thcpl: Thcpl = None
    query: Query = None
    country: Country = None
    at: At = None


class Dates(OptionGroup):
    """Announced dates, estimated ones, or both."""

    only: Only = None
    confirmed: Confirmed = False
    estimated: Estimated = False


class Estimates(OptionGroup):
    """Whether estimates are taken too; the other two were once the spellings of it."""

    include_estimates: IncludeEstimates = False
    confirmed: Confirmed = False
    estimated: Estimated = False


class Output(OptionGroup):
    """How rows are written."""

    format: Format = None
    columns: Columns = None
    no_header: NoHeader = False


class OutputOrCalendar(OptionGroup):
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
        return Output(*self.values())

    def check_target(self, to: Path | None) -> None:
        """Raise UsageError for a file to write where no calendar is wanted: rows go to stdout."""
        if to and not self.calendar:
            raise UsageError("-o goes with --format ics", hint="for other formats: > FILE")


class Spoken(OptionGroup):
    """The language alone, of what asks nothing of the run."""

    lang: Lang = None


class RunOptions(OptionGroup):
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
