"""confradar: when and where AI research meets. The library behind the command line.

`open_radar` is where to begin (docs/api.md). The public names below are loaded when they are first
used, so that importing the package costs nothing.
"""

from __future__ import annotations

from confradar.version import __version__

# for type checkers; importing typing would leave an interrupt 10 ms more to show the interpreter's
# own words
TYPE_CHECKING = False
if TYPE_CHECKING:
    from confradar.api.radar import Radar, open_radar
    from confradar.api.results import (
        CalendarOptions,
        DatedPoint,
        Earlier,
        EstimatedDate,
        Filter,
        ListedVenue,
    )
    from confradar.catalogue.load import Catalogue, load_catalogue
    from confradar.catalogue.problems import CatalogueError
    from confradar.errors import (
        ConfradarError,
        DataError,
        NothingFoundError,
        StateError,
        UsageError,
    )
    from confradar.model.deadline import Deadline
    from confradar.model.kinds import DeadlineKind, Kind
    from confradar.model.venue import Edition, Venue
    from confradar.model.wall_times import parse_wall
    from confradar.model.zones import parse_zone

_HOMES = {
    "CalendarOptions": "confradar.api.results",
    "Catalogue": "confradar.catalogue.load",
    "CatalogueError": "confradar.catalogue.problems",
    "ConfradarError": "confradar.errors",
    "DataError": "confradar.errors",
    "DatedPoint": "confradar.api.results",
    "Deadline": "confradar.model.deadline",
    "DeadlineKind": "confradar.model.kinds",
    "Earlier": "confradar.api.results",
    "Edition": "confradar.model.venue",
    "EstimatedDate": "confradar.api.results",
    "Filter": "confradar.api.results",
    "Kind": "confradar.model.kinds",
    "ListedVenue": "confradar.api.results",
    "NothingFoundError": "confradar.errors",
    "Radar": "confradar.api.radar",
    "StateError": "confradar.errors",
    "UsageError": "confradar.errors",
    "Venue": "confradar.model.venue",
    "load_catalogue": "confradar.catalogue.load",
    "open_radar": "confradar.api.radar",
    "parse_wall": "confradar.model.wall_times",
    "parse_zone": "confradar.model.zones",
}

__all__ = [
    "CalendarOptions",
    "Catalogue",
    "CatalogueError",
    "ConfradarError",
    "DataError",
    "DatedPoint",
    "Deadline",
    "DeadlineKind",
    "Earlier",
    "Edition",
    "EstimatedDate",
    "Filter",
    "Kind",
    "ListedVenue",
    "NothingFoundError",
    "Radar",
    "StateError",
    "UsageError",
    "Venue",
    "__version__",
    "load_catalogue",
    "open_radar",
    "parse_wall",
    "parse_zone",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'confradar' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
