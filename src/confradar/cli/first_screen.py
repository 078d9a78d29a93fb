"""The first screen of a list: what is near, as much of it as the terminal has lines for, and what
is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from confradar.cli.context import Context

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.events import Event
    from confradar.queries.first_screen import Part
    from confradar.views.grid import Grid

Item = TypeVar("Item")


def near(context: Context, part: Part[Item], *, past: bool = False) -> tuple[Item, ...]:
    """What a first screen shows; what it leaves out is printed after the table."""
    from confradar.views.first_screen import left_out

    if text := left_out(part, past=past, say=context.say):
        context.left_out.append(text)
    return part.items


def fitting_points(
    context: Context,
    items: Sequence[DeadlineItem],
    laid_out: Callable[[Sequence[DeadlineItem]], Grid],
) -> tuple[Sequence[DeadlineItem], Sequence[DeadlineItem]]:
    """The dated points of a table that fit on the terminal, and the estimates that are named below
    it instead; that and how many more there are is printed after the table."""
    from confradar.views import grid, one_screen
    from confradar.views.text import local

    def text(guesses: Sequence[DeadlineItem]) -> str:
        return one_screen.estimates_text(
            guesses, now=context.epoch, zone=context.zone, say=context.say
        )

    screen = one_screen.of_points(
        items,
        context.height,
        heights=lambda rows: grid.heights(*laid_out(rows), context.width),
        named=lambda guesses: context.lines(text(guesses)) if guesses else (),
    )
    if screen.named:
        context.under.append(text(screen.named))
    if screen.below:
        last = local(items[-1].ready, context.zone).date()
        _tell_below(context, len(items), len(screen.below), last)
    return screen.rows, screen.named


def fitting_events(
    context: Context, items: Sequence[Event], laid_out: Callable[[Sequence[Event]], Grid]
) -> Sequence[Event]:
    """The events that fit on the terminal; how many more there are is printed after the table."""
    from confradar.views import grid, one_screen

    shown = one_screen.fitting(
        items, context.height, lambda rows: grid.heights(*laid_out(rows), context.width)
    )
    if left := len(items) - len(shown):
        _tell_below(context, len(items), left, items[-1].low)
    return shown


def _tell_below(context: Context, every: int, count: int, last: date) -> None:
    from confradar.views.one_screen import below_text

    context.left_out.insert(0, below_text(count, last, every, now=context.epoch, say=context.say))
