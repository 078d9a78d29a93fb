"""The values that the shell offers: for each list of them the function that gives them, by the
command's context and by what is typed so far (a list may leave it to be sifted). Each loads no more
than its list; only the shell's question loads this module."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from confradar.cli.context import Context
from confradar.cli.option_groups import RunOptions

if TYPE_CHECKING:
    from confradar.views.machine_rows import Schema

# By command: the schema of `views.items` whose columns it has.
SCHEMAS = {
    "list": "VENUE",
    "following": "VENUE",
    "deadlines": "DEADLINE",
    "show": "DEADLINE",
    "forecast": "ESTIMATE",
    "plan": "PLAN",
    "timeline": "TIMELINE",
    "events": "EVENT",
    "checklist": "TASK",
    "topics": "TOPIC",
    "stats": "STAT",
    "sync": "CHANGE",
    "changes": "CHANGE",
    "match": "MATCH",
    "conflicts": "CONFLICT",
    "check": "PAGE_FINDING",
    "doctor": "CHECK",
    "lint": "FINDING",
    "read": "POINT",
    "add": "MERGE",
    "import": "MERGE",
    "sources list": "SOURCE",
}


def _context() -> Context:
    return Context.of(RunOptions())


def _beginning(column: str, table: str, begun: str) -> list[str]:
    """Names of the index that begin as typed."""
    from confradar.queries.lookup import names_beginning

    return names_beginning(_context().index, column, table, begun)


def venues(_: Any, begun: str) -> list[str]:
    """The ids of venues."""
    return _beginning("id", "venue", begun)


def topics(_: Any, begun: str) -> list[str]:
    """The ids of topics."""
    return _beginning("id", "topic", begun)


def countries(_: Any, begun: str) -> list[str]:
    """The names and codes of countries."""
    return _beginning("folded", "country_name", begun)


def regions(ctx: Any, begun: str) -> list[str]:
    """The regions of the world, and the countries."""
    from confradar.model.regions import REGIONS

    return [*REGIONS, *countries(ctx, begun)]


def venues_and_topics(ctx: Any, begun: str) -> Iterable[str]:
    """What a command takes as words; of `unfollow` those that are followed."""
    if ctx.info_name == "unfollow":
        return sorted(_context().following())
    return [*venues(ctx, begun), *topics(ctx, begun)]


def kinds(_: Any, __: str) -> Iterable[str]:
    """The kinds of venues."""
    from confradar.model.kinds import KINDS

    return KINDS


def deadline_kinds(_: Any, __: str) -> Iterable[str]:
    """The kinds of dated points."""
    from confradar.model.kinds import DEADLINE_KINDS

    return DEADLINE_KINDS


def date_kinds(_: Any, __: str) -> Iterable[str]:
    """The beginnings of a date that is said by hand: ``paper=``."""
    from confradar.model.kinds import DEADLINE_KINDS

    return [f"{kind}=" for kind in DEADLINE_KINDS]


def ccf(_: Any, __: str) -> Iterable[str]:
    """The ranks of CCF."""
    return _ranks("ccf")


def core(_: Any, __: str) -> Iterable[str]:
    """The ranks of CORE."""
    return _ranks("core")


def thcpl(_: Any, __: str) -> Iterable[str]:
    """The ranks of TH-CPL."""
    return _ranks("thcpl")


def _ranks(name: str) -> Iterable[str]:
    from confradar.model.kinds import RANKS

    return RANKS[name]


def since(_: Any, __: str) -> Iterable[str]:
    """What is no day."""
    return "last", "all"


def columns(ctx: Any, begun: str) -> Iterable[str]:
    """The columns of the command."""
    from confradar.views import machine_rows

    command = ctx.command_path.partition(" ")[2]
    schema: Schema = (
        machine_rows.QUALITY
        if ctx.params.get("quality")
        else getattr(machine_rows, SCHEMAS[command])
    )
    head, dot, _ = begun.partition(".")
    if dot and head in schema.nested:
        return [f"{head}.{name}" for name in machine_rows.DEADLINE.keys]
    return (*schema.columns, *schema.extra)


def languages(_: Any, __: str) -> Iterable[str]:
    """The languages that there are words of."""
    from confradar.views.words import LANGUAGES

    return LANGUAGES


def sections(_: Any, __: str) -> Iterable[str]:
    """The sections of the guide."""
    from confradar.queries.guide import load_guide, sections

    return [*sections(load_guide(_context().index)), "all"]


def tasks(ctx: Any, _: str) -> Iterable[str]:
    """Steps and tasks of the checklist, and the reader's own tasks for the venue, where one is
    named."""
    from confradar.queries.guide import load_guide

    context = _context()
    for step in load_guide(context.index)["checklist"]:
        yield from (step["id"], *(task["id"] for task in step["tasks"]))
    # an option without its value cannot be told from an argument here
    named = [ctx.params.get("venue"), *ctx.args]
    if venue := next(filter(None, named), None):
        from confradar.queries.lookup import find_venue
        from confradar.state.progress import progress

        id_ = find_venue(context.index, str(venue)).id
        own = {
            task.id
            for path in context.paths.checklists.glob(f"{id_}-[0-9]*.toml")
            for task in progress(path).added
        }
        yield from sorted(own)


def sources(_: Any, __: str) -> Iterable[str]:
    """The ids of the sources."""
    from confradar.sources.registry import load_sources

    return [spec.id for spec in load_sources(_context().paths.settings)]


def zones(_: Any, __: str) -> Iterable[str]:
    """The names of time zones."""
    from zoneinfo import available_timezones

    return ["AoE", "UTC", *sorted(available_timezones() - {"UTC"})]
