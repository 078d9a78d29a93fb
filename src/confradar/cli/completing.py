"""What the shell offers behind Tab: for each parameter that takes values of a list, where the list
comes from.

A completion never fails and never prints, which the shell would show at the prompt; and it loads no
more than its list.
"""

from __future__ import annotations

import copy
import inspect
import typing
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from confradar.cli.context import Context, RunOptions

if TYPE_CHECKING:
    from confradar.views.items import Schema

Complete = Callable[[typer.Context, str], list[str]]
# Where the values of a parameter come from: the command's context and what is typed so far (a list
# may leave it to be sifted).
Values = Callable[[typer.Context, str], Iterable[str]]

# By command: the schema of `views.items` whose columns it has, and its formats where they are not
# those of lists.
SCHEMAS = {
    "list": "VENUE",
    "following": "VENUE",
    "deadlines": "DEADLINE",
    "show": "DEADLINE",
    "forecast": "ESTIMATE",
    "plan": "PLAN",
    "timeline": "TIMELINE",
    "checklist": "TASK",
    "topics": "TOPIC",
    "stats": "STAT",
    "sync": "CHANGE",
    "changes": "CHANGE",
    "conflicts": "CONFLICT",
    "doctor": "CHECK",
    "lint": "FINDING",
    "read": "POINT",
    "add": "MERGE",
    "import": "MERGE",
    "sources list": "SOURCE",
}
PAGES = ("agenda", "guide", "remind")


class Offered(str):
    """A value that is offered in whatever case its beginning was typed: Typer would leave out what
    does not begin exactly so."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        return True


def completed(parameter: inspect.Parameter) -> inspect.Parameter:
    """The same parameter of a command, completed by the shell where its values are of a list."""
    complete, (kind, *options) = (
        completion(parameter.name),
        typing.get_args(parameter.annotation) or (None,),
    )
    if complete is None or not options or Path in (kind, *typing.get_args(kind)):
        return parameter
    option = copy.copy(options[0])
    option.autocompletion = complete
    return parameter.replace(annotation=Annotated[kind, option])


def completion(parameter: str) -> Complete | None:
    """What completes the parameter of this name, of any command; None where its values are of no
    list."""
    values = VALUES.get(parameter)
    if values is None:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        before, comma, begun = (
            incomplete.rpartition(",") if parameter in SEVERAL else ("", "", incomplete)
        )
        given = before.split(",")
        try:
            return [
                Offered(f"{before}{comma}{value}")
                for value in values(ctx, begun)
                if value.casefold().startswith(begun.casefold()) and value not in given
            ]
        except Exception:  # noqa: BLE001, RUF100 # the shell would show it at the prompt
            return []

    return complete


def _named(column: str, table: str) -> Values:
    """Names of the index that begin as typed."""

    def values(_: typer.Context, begun: str) -> Iterable[str]:
        pattern = begun.casefold().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
        sql = f"select distinct {column} from {table} where {column} like ? escape '!' order by 1 limit 200"
        return [row[0] for row in Context.of(RunOptions()).index.execute(sql, (pattern,))]

    return values


def _constant(module: str, name: str) -> Values:
    """A tuple of a module, which is loaded only then."""

    def values(_: typer.Context, __: str) -> Iterable[str]:
        from importlib import import_module

        found: Iterable[str] = getattr(import_module(f"confradar.{module}"), name)
        return found

    return values


def _ranks(name: str) -> Values:
    def values(_: typer.Context, __: str) -> Iterable[str]:
        from confradar.model.kinds import RANKS

        return RANKS[name]

    return values


def _these(*values: str) -> Values:
    return lambda _, __: values


_venues = _named("id", "venue")
_topics = _named("id", "topic")


def _followed(_: typer.Context, __: str) -> Iterable[str]:
    return sorted(Context.of(RunOptions()).following())


def _words(ctx: typer.Context, begun: str) -> Iterable[str]:
    """Venues, and topics where a command takes them as words too; of `unfollow` those that are
    followed."""
    if ctx.info_name == "unfollow":
        return _followed(ctx, begun)
    metavar = next(
        (str(parameter.metavar) for parameter in ctx.command.params if parameter.name == "venue"),
        "",
    )
    return [*_venues(ctx, begun), *(_topics(ctx, begun) if "TOPIC" in metavar else ())]


def _command(ctx: typer.Context) -> str:
    """The command without the program's name: ``sources list``."""
    return ctx.command_path.partition(" ")[2]


def _formats(ctx: typer.Context, _: str) -> Iterable[str]:
    name = _command(ctx)
    if name == "sources add":
        from confradar.sources.registry import FORMATS as LISTS

        return LISTS
    if name == "export":
        from confradar.cli.export import FORMATS as FILES

        return FILES
    if name in PAGES:
        return "text", "md", "json"
    from confradar.cli.options import FORMATS

    return (*FORMATS, "ics") if name in {"plan", "checklist"} else FORMATS


def _forms(ctx: typer.Context, _: str) -> Iterable[str]:
    """What a file may be: an upstream list for `import`, else a call."""
    if ctx.info_name == "import":
        from confradar.sources.upstream_file import FORMATS as LISTS

        return LISTS
    from confradar.formats.calls.document import FORMS

    return FORMS


def _columns(ctx: typer.Context, begun: str) -> Iterable[str]:
    from confradar.views import items

    schema: Schema = (
        items.QUALITY if ctx.params.get("quality") else getattr(items, SCHEMAS[_command(ctx)])
    )
    head, dot, _ = begun.partition(".")
    if dot and head in schema.nested:
        return [f"{head}.{name}" for name in items.DEADLINE.keys]
    return (*schema.columns, *schema.extra)


def _sections(_: typer.Context, __: str) -> Iterable[str]:
    from confradar.queries.checklist import load_guide, sections

    return [*sections(load_guide(Context.of(RunOptions()).index)), "all"]


def _tasks(ctx: typer.Context, _: str) -> Iterable[str]:
    """Steps and tasks of the checklist, and the reader's own tasks for the venue, where one is
    named."""
    from confradar.queries.checklist import load_guide

    context = Context.of(RunOptions())
    for step in load_guide(context.index)["checklist"]:
        yield from (step["id"], *(task["id"] for task in step["tasks"]))
    named = [
        ctx.params.get("venue"),
        *ctx.args,
    ]  # what stands before an option without its value is not told apart
    if venue := next(filter(None, named), None):
        from confradar.queries.filters import find_venue
        from confradar.state.progress import progress

        id_ = find_venue(context.index, str(venue))[1]
        own = {
            task.id
            for path in context.paths.checklists.glob(f"{id_}-[0-9]*.toml")
            for task in progress(path).added
        }
        yield from sorted(own)


def _sources(_: typer.Context, __: str) -> Iterable[str]:
    from confradar.sources.registry import load_sources

    return [spec.id for spec in load_sources(Context.of(RunOptions()).paths.settings)]


def _zones(_: typer.Context, __: str) -> Iterable[str]:
    from zoneinfo import available_timezones

    return ["AoE", "UTC", *sorted(available_timezones() - {"UTC"})]


VALUES: dict[str, Values] = {
    "venue": _words,
    "ladder": _venues,
    "topic": _topics,
    "kind": _constant("queries.filters", "KINDS"),
    "ccf": _ranks("ccf"),
    "core": _ranks("core"),
    "thcpl": _ranks("thcpl"),
    "country": _named("folded", "country_name"),
    "only": _these("announced", "estimated"),
    "deadline_kind": _constant("queries.deadlines", "DEADLINE_KINDS"),
    "sort": _constant("queries.venues", "SORTS"),
    "by": _constant("queries.plan", "ORDERS"),
    "feasible": _constant("queries.plan", "LEVELS"),
    "format": _formats,
    "form": _formats,
    "as_": _forms,
    "columns": _columns,
    "lang": _constant("views.words", "LANGUAGES"),
    "split": _these("venue", "topic"),
    "link": _constant("views.links", "SERVICES"),
    "since": _these("last", "all"),
    "tracks": _these("main", "all"),
    "section": _sections,
    "done": _tasks,
    "undo": _tasks,
    "note": _tasks,
    "source": _sources,
    "id_": _sources,
    "tz": _zones,
}
# Those that take several values with commas between them.
SEVERAL = frozenset(
    {
        "ladder",
        "topic",
        "kind",
        "ccf",
        "core",
        "thcpl",
        "country",
        "deadline_kind",
        "columns",
        "done",
        "undo",
    }
)
