"""What a command is: a function of a module, declared by `command`, with the options of its own and
of the groups that it asks for, and how it is run."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar, cast

from typer._click.core import Context as Call
from typer._click.exceptions import NoArgsIsHelpError
from typer._click.exceptions import UsageError as Unreadable
from typer.core import TyperCommand, TyperOption
from typer.main import get_click_param
from typer.models import ParamMeta
from typer.utils import get_params_from_function

from confradar.cli.after_results import conclude, note_unapplied, tell_unapplied
from confradar.cli.boundary import Boundary, index_damaged
from confradar.cli.context import Context
from confradar.cli.help import Group, Page, with_told_help
from confradar.cli.option_groups import OptionGroup, RunOptions, Spoken
from confradar.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., None])


def group_of(annotation: object) -> type[OptionGroup] | None:
    """The group of options that a parameter of this type is made of."""
    if annotation is Context:
        return RunOptions
    if isinstance(annotation, type) and issubclass(annotation, OptionGroup):
        return annotation
    return None


class Declared(NamedTuple):
    """What a command is beside its function: see `command`."""

    examples: tuple[str, ...]
    dated: bool = False
    timeless: bool = False
    group: tuple[Callable[..., None], ...] = ()


def command(
    *examples: str,
    dated: bool = False,
    timeless: bool = False,
    group: tuple[Callable[..., None], ...] = (),
) -> Callable[[Function], Function]:
    """Declare a function as a command. Its name is the command's, its docstring the help, which
    ends with the examples.

    A ``dated`` command shows dates, and so reminds the reader of old data. A ``timeless`` one shows
    no times in the reader's zone: it takes ``--tz`` as all do, and does not list it. A ``group`` of
    commands is what a command has that does nothing itself.
    """

    def declare(function: Function) -> Function:
        vars(function)["declared"] = Declared(examples, dated, timeless, group)
        return function

    return declare


def declared(function: Callable[..., None]) -> Declared:
    """What a command is beside its function."""
    return cast("Declared", vars(function)["declared"])


def name_of(function: Callable[..., None]) -> str:
    """The name of a command: its function's, which has an underscore behind it where Python has a
    word of that name."""
    return function.__name__.rstrip("_")


def epilog(function: Callable[..., None]) -> str:
    """What ends a command's help: its examples, each on a line of its own."""
    return "\n".join(["\b", *(f"Example: {example}" for example in declared(function).examples)])


class Command(TyperCommand):
    """A command as the parser has it."""

    context_class = Page

    def __init__(self, function: Callable[..., None]) -> None:
        self.function = function
        self.declared = declared(function)
        self.own = get_params_from_function(function)
        self.context_name = next(
            (name for name, own in self.own.items() if own.annotation is Context), ""
        )
        pairs = [get_click_param(parameter) for parameter in self._parameters()]
        self.converters = {param.name: convert for param, convert in pairs if convert}
        super().__init__(
            name_of(function),
            params=[param for param, _ in pairs],
            help=inspect.getdoc(function),
            epilog=epilog(function),
            rich_markup_mode=None,
        )
        for param in self.params if self.declared.timeless else ():
            if isinstance(param, TyperOption) and param.name == "tz":
                param.hidden = True

    def _parameters(self) -> Iterator[ParamMeta]:
        """The parameters of the function, for a group the options that it is made of; those of the
        run come last, but for what the command has its own option for."""
        for last in (False, True):
            for parameter in self.own.values():
                group = group_of(parameter.annotation)
                if (group is RunOptions) is last:
                    options = get_params_from_function(group) if group else {"": parameter}
                    yield from (own for name, own in options.items() if name not in self.own)

    def shell_complete(self, ctx: Call, incomplete: str) -> list[Any]:
        """What the shell offers, with help in the language of the run."""
        return with_told_help(super().shell_complete(ctx, incomplete))

    def invoke(self, ctx: Call) -> None:
        """Run the function within the error boundary; once more where the index is damaged, which
        is then rebuilt."""
        given = {
            name: self.converters[name](value) if name in self.converters else value
            for name, value in ctx.params.items()
        }
        base = ctx.obj if isinstance(ctx.obj, RunOptions) else RunOptions()
        with Boundary() as boundary:
            if not self.context_name:
                self.function(**self._arguments(given))
                return
            own = {name: given.pop(name) for name in self.own if name in given}
            context = Context.of(_taken(RunOptions, given).over(base))
            arguments = own | self._arguments(given)
            boundary.discard = context.discard_index
            try:
                self._answer(context, arguments)
            except Exception as error:
                if not index_damaged(error) or context.begun:
                    raise
                context.discard_index()
                self._answer(context.fresh(), arguments)

    def _arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the function is given, the options of each group put together."""
        groups = {
            name: _taken(group, given)
            for name, parameter in self.own.items()
            if (group := group_of(parameter.annotation)) not in {None, RunOptions}
        }
        return {**given, **groups}

    def _answer(self, context: Context, arguments: dict[str, Any]) -> None:
        try:
            self.function(**arguments, **{self.context_name: context})
        except SystemExit:  # with findings, of which those in the reader's own catalogue weigh most
            sys.stdout.flush()
            tell_unapplied(context)
            raise
        except UsageError:  # what is not found may be what is not applied
            note_unapplied(context)
            raise
        sys.stdout.flush()
        if self.declared.dated:
            conclude(context)
        tell_unapplied(context)


class Subcommands(Group):
    """A command that has commands of its own."""

    def __init__(self, function: Callable[..., None]) -> None:
        super().__init__(
            name=name_of(function),
            params=[get_click_param(own)[0] for own in get_params_from_function(Spoken).values()],
            commands={name_of(own): Command(own) for own in declared(function).group},
            help=function.__doc__,
            epilog=epilog(function),
            no_args_is_help=True,
            rich_markup_mode=None,
            context_settings={"help_option_names": ["-h", "--help"]},
        )

    def invoke(self, ctx: Call) -> Any:
        """Run the command of this one that is asked for. Raises UsageError for a line that it
        cannot read."""
        try:
            return super().invoke(ctx)
        except NoArgsIsHelpError:
            raise
        except Unreadable as error:
            from confradar.cli.suggestions import for_subcommand

            raise for_subcommand(str(self.name), error) from None


def built(function: Callable[..., None]) -> Command | Subcommands:
    """The command of a function, or the group of commands."""
    return Subcommands(function) if declared(function).group else Command(function)


def _taken(group: Any, given: dict[str, Any]) -> Any:
    """The options of a group, taken out of all that are given."""
    return group(**{name: given.pop(name) for name in group.names() if name in given})
