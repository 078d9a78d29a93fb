"""From results to the chosen format: the one path by which every list command writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeVar

from confradar.cli.context import Context
from confradar.cli.option_groups import Output
from confradar.errors import UsageError
from confradar.views import renderers
from confradar.views.renderers import CALENDAR, PAGE, SCREEN
from confradar.views.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from confradar.views.grid import Grid
    from confradar.views.machine_rows import Row, Schema

Item = TypeVar("Item")
# The documents that are whole only with their envelope, so that they are written of nothing too.
WHOLE = frozenset({"json", "yaml"})


class Also(NamedTuple):
    """What people see of a result beside its rows, where it has a shape of its own: ``screen``
    prints it on a console, ``page`` gives Markdown, ``calendar`` the file. All of it goes ``to`` a
    file where one is named."""

    screen: Callable[[Console], None] | None = None
    page: Callable[[], Iterable[str]] | None = None
    calendar: Callable[[], bytes] | None = None
    to: Path | None = None

    def beside(self, output: Output) -> Also:
        """The same; where columns are asked for, which are those of rows, the calendar alone."""
        return Also(calendar=self.calendar, to=self.to) if output.columns else self

    def has(self, form: str) -> bool:
        """Whether a format writes one of these."""
        shapes = {SCREEN: self.screen, PAGE: self.page, CALENDAR: self.calendar}
        return bool(shapes.get(renderers.takes(form)))


def write(
    context: Context,
    output: Output,
    schema: Schema,
    items: Iterable[Item],
    *,
    row: Callable[[Item], Row],
    table: Callable[[Iterable[Item]], Grid] | None = None,
    empty: str,
    also: Also = Also(),  # noqa: B008 # it cannot be changed
) -> None:
    """Write ``items`` in the format of ``output``, streamed but for tables; where there are none
    ``empty`` goes to stderr, unless it is empty itself.

    JSON and YAML are documents, so they are written even when empty. ``table`` lays out what a
    terminal shows, else it is the columns as they are. Raises UsageError for an unknown column.
    """
    from confradar.views.machine_rows import picked

    form = chosen_format(context, output)
    columns = chosen_columns(schema, output, form, unapplied=bool(context.unapplied))
    own = also.beside(output)
    every, some = _begun(items)
    if not some and not own.has(form) and not _written_empty(context, form, empty):
        return
    rows = picked(map(row, every), columns)

    def screen(out: TextIO) -> None:
        if own.screen:
            return own.screen(console(context, out))
        from confradar.views import grid

        whole = table(every) if table and not output.columns else grid.generic(columns, rows)
        return grid.show(console(context, out), *whole)

    report = Report(schema.name, generated_at(context), rows, columns, not output.no_header)
    report = report._replace(screen=screen, page=own.page, calendar=own.calendar)
    emit(context, form, report, own.to)


def _written_empty(context: Context, form: str, empty: str) -> bool:
    """Say that there is nothing, and whether a format is written all the same."""
    if empty:
        context.note(empty)
    return form in WHOLE


def write_report(context: Context, form: str, schema: str, rows: Iterable[Row], also: Also) -> None:
    """Write a result that is no table in a format: ``rows`` are the items of a document."""

    def screen(out: TextIO) -> None:
        if also.screen:
            also.screen(console(context, out))

    report = Report(schema, generated_at(context), rows)
    emit(context, form, report._replace(screen=screen, page=also.page, calendar=also.calendar))


def emit(
    context: Context, form: str, report: Report, to: Path | None = None, *, quiet: bool = False
) -> None:
    """Write a report in a format, to a file or to stdout; see `put`."""
    rendered = renderers.render(form, report)
    if isinstance(rendered, bytes):
        put(context, rendered, to, quiet=quiet)
    elif to is not None:
        put(context, "".join(rendered).encode(), to, quiet=quiet)
    else:
        for text in rendered:
            context.out.write(text)


def shown_first(output: Output) -> Output:
    """The same, of a command that prints its screen in a pipe too where nothing else is asked."""
    return output.replace(format=output.format or (None if output.columns else "table"))


def chosen_format(context: Context, output: Output) -> str:
    """The format asked for, else table on a terminal and tsv in a pipe."""
    return output.format or ("table" if context.terminal else "tsv")


def chosen_columns(schema: Schema, output: Output, form: str, *, unapplied: bool) -> Sequence[str]:
    """The columns asked for, else the schema's for this format, with the one that marks what of the
    reader's own file is ``unapplied``, where there is such. Raises UsageError, with the nearest
    names."""
    if output.columns is None:
        items = renderers.takes(form) == renderers.ITEMS
        usual = schema.keys if items else schema.columns
        marked = unapplied and "unapplied" in schema.extra
        return (*usual, "unapplied") if marked else usual
    from confradar.views.machine_rows import DEADLINE

    known = (*schema.columns, *schema.extra)
    columns = [name.strip() for name in output.columns.split(",") if name.strip()]
    if not columns:
        raise UsageError("--columns names none", hint=f"known: {', '.join(known)}")
    for name in columns:
        head, _, tail = name.partition(".")
        nested = (*DEADLINE.columns, *DEADLINE.counting) if head in schema.nested else ()
        if head not in known or (tail and tail not in nested):
            from confradar.model.choice import unknown

            names = (*known, *(f"{head}.{column}" for column in nested))
            lead, hint = "--columns: there is no column", f"known: {', '.join(known)}"
            raise unknown(name, names, lead, hint=hint)
    return columns


def console(context: Context, out: TextIO) -> Console:
    """A Rich console as the run's output has it, which prints into ``out``: styled only on
    terminals (NO_COLOR and FORCE_COLOR decide otherwise), no markup."""
    from rich.console import Console

    plain = not context.terminal or bool(context.environ.get("NO_COLOR"))
    return Console(
        file=out,
        force_terminal=context.terminal or None,
        width=context.width if context.terminal else 1000,
        color_system=None if plain and not context.environ.get("FORCE_COLOR") else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )


def put(context: Context, data: bytes, to: Path | None, *, quiet: bool = False) -> None:
    """Write a whole file to ``to``, or to stdout where it is None or ``-``; say so unless
    ``quiet``."""
    if to is None or str(to) == "-":
        context.out.flush()
        context.out.buffer.write(data)
        context.out.buffer.flush()
        return
    from confradar.storage import write_atomic

    write_atomic(to, data)
    if not quiet:
        context.note(f"written to {to}")


def generated_at(context: Context) -> str:
    """The run's instant, RFC 3339 in UTC."""
    return context.now.strftime("%Y-%m-%dT%H:%M:%SZ")


def _begun(items: Iterable[Item]) -> tuple[Iterator[Item], bool]:
    """The items, streamed, and whether there are some."""
    stream = iter(items)
    first = list(islice(stream, 1))
    return chain(first, stream), bool(first)
