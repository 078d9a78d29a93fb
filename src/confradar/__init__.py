"""confradar: when and where AI research meets. The library behind the command line.

The public names below are loaded when they are first used, so that importing the package costs
nothing.
"""

from __future__ import annotations

from confradar.version import __version__

# for type checkers; importing typing would leave an interrupt 10 ms more to show the interpreter's
# own words
TYPE_CHECKING = False
if TYPE_CHECKING:
    from confradar.catalogue.load import Catalogue, load_catalogue
    from confradar.catalogue.problems import CatalogueError
    from confradar.errors import ConfradarError
    from confradar.model.deadline import Deadline
    from confradar.model.kinds import DeadlineKind, Kind
    from confradar.model.venue import Edition, Venue
    from confradar.model.walls import parse_wall
    from confradar.model.zones import parse_zone

_HOMES = {
    "Catalogue": "confradar.catalogue.load",
    "CatalogueError": "confradar.catalogue.problems",
    "ConfradarError": "confradar.errors",
    "Deadline": "confradar.model.deadline",
    "DeadlineKind": "confradar.model.kinds",
    "Edition": "confradar.model.venue",
    "Kind": "confradar.model.kinds",
    "Venue": "confradar.model.venue",
    "load_catalogue": "confradar.catalogue.load",
    "parse_wall": "confradar.model.zones",
    "parse_zone": "confradar.model.zones",
}

__all__ = [
    "Catalogue",
    "CatalogueError",
    "ConfradarError",
    "Deadline",
    "DeadlineKind",
    "Edition",
    "Kind",
    "Venue",
    "__version__",
    "load_catalogue",
    "parse_wall",
    "parse_zone",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'confradar' has no attribute {name!r}")
