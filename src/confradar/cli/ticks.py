"""What the reader ticks, notes and adds on a checklist."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from confradar.cli.context import Context
from confradar.errors import DamagedError, StateError, UsageError

if TYPE_CHECKING:
    from confradar.index.documents import GuideDoc
    from confradar.queries.checklist import Checklist, Subject
    from confradar.state.progress import Progress


class Ticks(NamedTuple):
    """What is to be remembered: ids of tasks ``done`` and not done any more (``undo``), a ``note``
    (id and text), a task to ``add`` and when it is ``due``."""

    done: list[str]
    undo: list[str]
    note: tuple[str, str] | None
    add: str | None
    due: str | None

    @classmethod
    def of(
        cls,
        guide: GuideDoc,
        done: Sequence[str] | None,
        undo: Sequence[str] | None,
        note: tuple[str, str] | None,
        add: str | None,
        due: str | None,
    ) -> Ticks:
        """By the values of the options. Raises UsageError for what cannot be combined."""
        if due and add is None:
            raise UsageError(
                "--due goes with --add",
                hint="confradar checklist VENUE --add TEXT --due 14d-before-event",
            )
        return cls(_ids(done, guide), _ids(undo, guide), note, add, due)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.done or self.undo or self.note or self.add is not None)


def _ids(given: Sequence[str] | None, guide: GuideDoc) -> list[str]:
    """The ids of tasks that are given, a step's id standing for all its tasks."""
    from confradar.queries.guide import task_ids

    steps = task_ids(guide)
    names = [name.strip() for text in given or () for name in text.split(",") if name.strip()]
    return list(dict.fromkeys(id_ for name in names for id_ in steps.get(name, [name])))


def kept_in(context: Context, of: Subject) -> Path | None:
    """The file in which it is remembered, also one of a former id; None for a list without an
    edition."""
    if of.edition is None:
        return None
    now, *former = (context.paths.checklist(id_, of.edition["year"]) for id_ in of.ids)
    return next((path for path in (now, *former) if path.exists()), now)


def progress_in(context: Context, file: Path | None) -> Progress | None:
    """What is remembered; of a damaged file that is said, and the list shown without it."""
    if file is None or not file.exists():
        return None
    from confradar.state.progress import progress

    try:
        return progress(file)
    except StateError as error:
        context.go_without(f"{error}; {error.hint}")
        return None


def remember(context: Context, guide: GuideDoc, file: Path | None, ticks: Ticks) -> None:
    """Tick, note and add. Raises UsageError for tasks that do not exist, StateError."""
    from confradar.state import progress as state

    if file is None:
        raise UsageError(
            "what is done is kept for a venue's edition",
            hint="name a venue that has one: confradar checklist VENUE --done 2.1",
        )
    _check(guide, file, ticks)
    locks = context.paths.locks
    asides = [
        state.tick(file, locks, ticks.done, context.now, done=True) if ticks.done else None,
        state.tick(file, locks, ticks.undo, context.now, done=False) if ticks.undo else None,
        state.note(file, locks, *ticks.note) if ticks.note else None,
        state.add(file, locks, ticks.add, ticks.due) if ticks.add is not None else None,
    ]
    for aside in filter(None, asides):
        context.note(f"{file} was damaged; it is kept as {aside}")


def _check(guide: GuideDoc, file: Path, ticks: Ticks) -> None:
    """Raise UsageError for tasks that do not exist, and for one without a text."""
    from confradar.queries.guide import task_ids
    from confradar.state.progress import progress

    if ticks.add is not None and not ticks.add.strip():
        raise UsageError("--add: the task has no text")
    own = None
    if file.exists():
        with suppress(DamagedError):  # it is set aside when it is written
            own = progress(file)
    ids = [id_ for tasks in task_ids(guide).values() for id_ in tasks]
    ids += [task.id for task in (own.added if own else ())]
    for id_ in (*ticks.done, *ticks.undo, *([ticks.note[0]] if ticks.note else ())):
        if id_ not in ids:
            raise UsageError(f"there is no task {id_!r}", hint=f"known: {', '.join(ids)}")


def answer(ticks: Ticks, listed: Checklist) -> str:
    """What was done, in one line: ``NeurIPS 2026: 3.1 done (12 of 44 done)``."""
    shown = {task.id for task in listed.tasks}
    parts = [
        f"{', '.join([id_ for id_ in ids if id_ in shown] or ids)} {word}"
        for ids, word in ((ticks.done, "done"), (ticks.undo, "not done"))
        if ids
    ]
    if ticks.note:
        parts.append(f"{ticks.note[0]} {'noted' if ticks.note[1].strip() else 'without a note'}")
    if ticks.add is not None:
        added = listed.tasks[-1]
        parts.append(f"{added.id} added" + (f", due {added.due}" if added.due else ""))
    what = "; ".join(parts)
    return f"{listed.acronym} {listed.year}: {what} ({listed.done} of {len(listed.tasks)} done)"
