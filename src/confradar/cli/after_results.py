"""What comes after the results: the marks of a table explained, what is left out, and what is wrong
with the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from confradar.errors import DataError, StateError

if TYPE_CHECKING:
    from confradar.cli.context import Context
    from confradar.index.points import DeadlineItem
    from confradar.queries.events import Event

Item = TypeVar("Item")


def explain_overdue(context: Context, items: Iterable[DeadlineItem | None]) -> None:
    """Explain the mark of estimates that should be announced by now, where a table shows one."""
    if any(item and item.overdue(context.epoch) for item in items):
        context.legend[f"! {context.say('overdue')}"] = None


def explain_tentative(context: Context, certainties: Iterable[str | None], width: int) -> None:
    """Explain the mark of tentative dates, where a table of such dates, so wide, has it."""
    from confradar.views.deadlines import doubts_marked

    if doubts_marked(certainties, width):
        context.legend[f"? {context.say('certainty.tentative')}"] = None


def explain_events(context: Context, items: Sequence[Event]) -> None:
    """Explain the marks of days in a table of events, and where it has none."""
    fees = [fee for item in items for fee in (item.early_registration, item.registration)]
    levels = {item.certainty for item in items} | {fee.certainty for fee in fees if fee}
    marks = {"~": "estimated", "?": "tentative"}
    for mark, level in marks.items():
        if level in levels:
            context.legend[f"{mark} {context.say(f'certainty.{level}')}"] = None
    if None in fees:
        context.legend["no day: not known"] = None


def explain_followed(
    context: Context, items: Iterable[Item], id_of: Callable[[Item], str]
) -> list[Item]:
    """The items of a table, explaining the star where one of them is followed."""
    listed = list(items)
    if context.followed and any(id_of(item) in context.followed for item in listed):
        context.legend["* you follow it"] = None
    return listed


def conclude(context: Context) -> None:
    """Print what comes after the results: the legend, notes, what is left out, and that the data
    are old."""
    legend, left_out = (
        context.say("semicolon").join(map(context.say.sentence, filter(None, texts)))
        for texts in (context.legend, context.left_out)
    )
    for text in (*context.under, legend, *context.after, left_out):
        if text:
            context.note_wrapped(text)
    _remind_of_old_data(context)


def _remind_of_old_data(context: Context) -> None:
    """Say on a terminal, once a day at the most, which lists are old."""
    if not context.err.isatty():
        return
    from confradar.queries.data_age import ages_text

    today = context.now.date()
    old = [age for age in context.ages() if age.old]
    if not old:
        return
    reminded = context.paths.old_data_notice
    with suppress(OSError):  # where it cannot be remembered, nothing is said
        if not reminded.exists() or reminded.read_text() != today.isoformat():
            from confradar.storage import make_folder

            make_folder(reminded.parent)
            reminded.write_text(today.isoformat())
            context.note_wrapped(
                f"confradar: the data are old: {ages_text(old)}; `confradar sync` renews them"
            )


def tell_unapplied(context: Context) -> None:
    """Say what of the reader's own catalogue is not applied. Raises SystemExit with the exit code
    of wrong data, or of a file that the results are without."""
    if note_unapplied(context):
        raise SystemExit(DataError.exit_code)
    if context.lacking:
        raise SystemExit(StateError.exit_code)


def note_unapplied(context: Context) -> bool:
    """Say what of the reader's own catalogue is not applied; whether there is something."""
    if not context.unapplied:
        return False
    first, *more = context.unapplied
    others = f", and {len(more)} more" if more else ""
    file = first.split(":", 1)[0]
    context.note(
        f"confradar: your file: not applied: {first}{others}; `confradar lint {file}` shows all"
    )
    return True
