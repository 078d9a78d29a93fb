"""`confradar checklist` and `confradar guide`: how to prepare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, Target, command
from confradar.cli.output import check_page_format, chosen_format, console, put, write
from confradar.errors import DamagedError, StateError, UsageError
from confradar.model.counts import counted

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc, GuideDoc, SectionDoc
    from confradar.queries.checklist import Checklist
    from confradar.queries.venues import VenuePage
    from confradar.state.progress import Progress

Language = Annotated[str, typer.Option("--lang", metavar="en|zh", help="Language of the texts.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(
        app,
        "checklist",
        timeless=True,
        dated=True,
        example="confradar checklist neurips --attendee --from-country DE",
    )
    def checklist(
        context: Context,
        output: Output,
        venue: Annotated[
            str | None, typer.Argument(metavar="[VENUE]", help="With dates for its next edition.")
        ] = None,
        year: Annotated[
            int | None,
            typer.Option("--year", "-y", min=1, max=9999, metavar="YEAR", help="For this edition."),
        ] = None,
        attendee: Annotated[
            bool, typer.Option("--attendee", help="For those who come without a paper.")
        ] = False,
        from_country: Annotated[
            str | None,
            typer.Option(
                "--from-country",
                metavar="COUNTRY",
                help="Where you travel from: leaves out passport and visa at home.",
            ),
        ] = None,
        lang: Language = "en",
        to: Target = None,
        done: Annotated[
            list[str] | None,
            typer.Option(
                "--done",
                metavar="ID",
                help="Tick a task, or all of a step: 2.1, 3 (repeatable, or A,B).",
            ),
        ] = None,
        undo: Annotated[
            list[str] | None,
            typer.Option("--undo", metavar="ID", help="Take a tick back, of a task or a step."),
        ] = None,
        note: Annotated[
            tuple[str, str] | None,
            typer.Option(
                "--note", metavar="ID TEXT", help="Note something at a task ('' to remove)."
            ),
        ] = None,
        add: Annotated[
            str | None, typer.Option("--add", metavar="TEXT", help="Add a task of your own.")
        ] = None,
        due: Annotated[
            str | None,
            typer.Option(
                "--due",
                metavar="WHEN",
                help="When that is due: 2027-05-01, 14d-before-event, 1w-after-notification...",
            ),
        ] = None,
    ) -> None:
        """Print the five preparation steps with their tasks, dated for a venue. Formats: also ics
        (tasks for a calendar)."""
        from confradar.queries import checklist as queries
        from confradar.queries.estimates import estimates_of
        from confradar.queries.venues import venue_page
        from confradar.views import guide as pages
        from confradar.views import items

        language = _language(lang)
        ics = (output.format or "").lower() == "ics"
        if to and not ics:
            raise UsageError("-o goes with --format ics", hint="for other formats: > FILE")
        page = venue_page(context.index, venue, now=context.epoch, year=year) if venue else None
        whole = venue_page(context.index, venue, now=context.epoch) if venue else None
        coming = (
            [
                item
                for item in estimates_of(context.index, whole.record["id"])
                if year in {None, item.year}
            ]
            if whole
            else []
        )
        edition = (
            queries.chosen_edition(page, now=context.epoch, estimates=coming) if page else None
        )
        whole_guide = queries.load_guide(context.index)
        kept = _kept(context, page, edition)
        deeds = _Deeds(_ids(done, whole_guide), _ids(undo, whole_guide), note, add, due)
        changed = bool(deeds.done or deeds.undo or note or add is not None)
        if changed:
            _remember(context, whole_guide, kept, deeds)
        elif due:
            raise UsageError(
                "--due goes with --add",
                hint="confradar checklist VENUE --add TEXT --due 14d-before-event",
            )
        found = queries.checklist(
            whole_guide,
            page,
            edition,
            now=context.epoch,
            attendee=attendee,
            from_country=_country(from_country),
            language=language,
            estimates=coming,
            progress=_progress(context, kept),
        )
        if changed and not output.format:
            context.note(_answer(deeds, found))
            return
        _explain(context, found, page.record["kind"] if page else "", chosen=year is not None)
        form = "ics" if ics else chosen_format(context, output)
        if ics:
            if found.year is None:
                raise UsageError(
                    "a calendar needs dates",
                    hint="name a venue that has an edition: confradar checklist VENUE --format ics",
                )
            from confradar.views import ics_tasks

            put(
                context,
                ics_tasks.render(
                    found, name=pages.checklist_title(found, language), today=context.now.date()
                ),
                to,
            )
        elif form == "table" and not output.columns:
            pages.show_checklist(console(context), found, language)
        elif form == "md" and not output.columns:
            context.out.writelines(pages.checklist_markdown(found, language))
        else:
            write(
                context,
                output,
                items.TASK,
                found.tasks,
                row=items.task_row,
                table=lambda _: ([], []),
                empty="no task",
            )

    @command(app, "guide", timeless=True, example="confradar guide faq --lang zh")
    def guide(
        context: Context,
        section: Annotated[
            str | None,
            typer.Argument(
                metavar="[SECTION]",
                help="resources, conference, steps, topics, refresher, faq..., or all.",
            ),
        ] = None,
        form: Annotated[
            str, typer.Option("--format", "-f", metavar="FORMAT", help="text, md or json.")
        ] = "text",
        lang: Language = "en",
    ) -> None:
        """Read how to learn through conferences: resources, what happens there, steps, questions,
        the mathematics."""
        from confradar.queries import checklist as queries
        from confradar.views import guide as pages

        language = _language(lang)
        whole = queries.load_guide(context.index)
        check_page_format(form)
        if form == "json":
            from confradar.cli.output import generated_at
            from confradar.views import json

            names = (
                queries.sections(whole)
                if section in {None, "all"}
                else [queries.find_section(whole, section or "")]
            )
            parts: list[Mapping[str, object]] = [
                {"id": "faq", "questions": whole["faq"]} if name == "faq" else _part(whole, name)
                for name in names
            ]
            context.out.writelines(
                json.render(parts, schema="confradar.guide/1", generated_at=generated_at(context))
            )
            return
        if section is None:
            pieces = [pages.overview_lines(whole, language)]
        else:
            names = (
                queries.sections(whole)
                if section == "all"
                else [queries.find_section(whole, section)]
            )
            pieces = [pages.section_lines(whole, name, language) for name in names]
        for number, lines in enumerate(pieces):
            if form == "md":
                context.out.writelines(pages.markdown(lines))
            else:
                if number:
                    context.out.write("\n")
                pages.show_page(console(context), lines)


class _Deeds(NamedTuple):
    """What the reader wants remembered of a checklist."""

    done: list[str]
    undo: list[str]
    note: tuple[str, str] | None
    add: str | None
    due: str | None


def _kept(context: Context, page: VenuePage | None, edition: EditionDoc | None) -> Path | None:
    """The file of what the reader did of this checklist; None for a list without an edition."""
    if not (page and edition):
        return None
    now, *former = (
        context.paths.checklist(id_, edition["year"])
        for id_ in (page.record["id"], *page.record.get("formerly", ()))
    )
    return next((path for path in (now, *former) if path.exists()), now)


def _progress(context: Context, kept: Path | None) -> Progress | None:
    """What the reader did; a damaged file is told of, and the list shown without it."""
    if kept is None or not kept.exists():
        return None
    from confradar.state.progress import progress

    try:
        return progress(kept)
    except StateError as error:
        context.go_without(f"{error}; {error.hint}")
        return None


def _remember(context: Context, whole: GuideDoc, kept: Path | None, deeds: _Deeds) -> None:
    """Tick, note and add. Raises UsageError for tasks that do not exist, StateError."""
    from confradar.state import progress as state

    if kept is None:
        raise UsageError(
            "what is done is kept for a venue's edition",
            hint="name a venue that has one: confradar checklist VENUE --done 2.1",
        )
    if deeds.due and deeds.add is None:
        raise UsageError(
            "--due goes with --add",
            hint="confradar checklist VENUE --add TEXT --due 14d-before-event",
        )
    if deeds.add is not None and not deeds.add.strip():
        raise UsageError("--add: the task has no text")
    own = None
    if kept.exists():
        with suppress(DamagedError):  # it is set aside below
            own = state.progress(kept)
    known = [task["id"] for step in whole["checklist"] for task in step["tasks"]] + [
        task.id for task in (own.added if own else ())
    ]
    for id_ in (*deeds.done, *deeds.undo, *([deeds.note[0]] if deeds.note else ())):
        if id_ not in known:
            raise UsageError(f"there is no task {id_!r}", hint=f"known: {', '.join(known)}")
    locks = context.paths.locks
    asides = [
        state.tick(kept, locks, deeds.done, context.now, done=True) if deeds.done else None,
        state.tick(kept, locks, deeds.undo, context.now, done=False) if deeds.undo else None,
        state.note(kept, locks, *deeds.note) if deeds.note else None,
        state.add(kept, locks, deeds.add, deeds.due) if deeds.add is not None else None,
    ]
    for aside in filter(None, asides):
        context.note(f"{kept} was damaged; it is kept as {aside}")


def _ids(given: Sequence[str] | None, whole: GuideDoc) -> list[str]:
    """The ids of tasks that are given, a step's id standing for all its tasks."""
    steps = {step["id"]: [task["id"] for task in step["tasks"]] for step in whole["checklist"]}
    names = [name.strip() for text in given or () for name in text.split(",") if name.strip()]
    return list(dict.fromkeys(id_ for name in names for id_ in steps.get(name, [name])))


def _answer(deeds: _Deeds, found: Checklist) -> str:
    """What was done, in one line: ``NeurIPS 2026: 3.1 done (12 of 44)``."""
    shown = {task.id for task in found.tasks}
    parts = [
        f"{', '.join(named)} {word}"
        for ids, word in ((deeds.done, "done"), (deeds.undo, "not done"))
        if (named := [id_ for id_ in ids if id_ in shown] or ids)
    ]
    if deeds.note:
        parts.append(f"{deeds.note[0]} {'noted' if deeds.note[1].strip() else 'without a note'}")
    if deeds.add is not None:
        parts.append(
            f"{found.tasks[-1].id} added{f', due {found.tasks[-1].due}' if found.tasks[-1].due else ''}"
        )
    return f"{found.acronym} {found.year}: {'; '.join(parts)} ({found.done} of {len(found.tasks)} done)"


def _part(whole: GuideDoc, name: str) -> SectionDoc:
    return next(section for section in whole["sections"] if section["id"] == name)


def _language(lang: str) -> str:
    language = lang.lower().replace("_", "-").split("-")[0]
    if language not in {"en", "zh"}:
        raise UsageError(f"--lang: {lang!r} is not known", hint="en or zh")
    return language


def _country(name: str | None) -> str | None:
    if name is None:
        return None
    from confradar.model.countries import country_code

    code = country_code(name)
    if code is None:
        raise UsageError(
            f"--from-country: {name!r} is not a country", hint="a name or ISO code, such as DE"
        )
    return code


def _explain(context: Context, found: object, kind: str, *, chosen: bool) -> None:
    from confradar.queries.checklist import Checklist

    if isinstance(found, Checklist) and found.venue:
        late, over = (sum(getattr(task, name) for task in found.tasks) for name in ("late", "over"))
        if kind not in {"conference", "workshop"}:
            context.note_wrapped(
                f"{found.acronym} is a {kind}: there is no event to travel to, the list is the general one"
            )
        elif found.year is None:
            context.note_wrapped(f"{found.acronym} has no recorded edition: tasks without dates")
        elif found.status == "over":
            later = "" if chosen else ", and no later edition is recorded"
            context.note_wrapped(
                f"{found.acronym} {found.year} is over{later}; its dates show the rhythm"
            )
        elif all(task.certainty == "estimated" for task in found.tasks):
            context.note_wrapped(
                f"{found.acronym} {found.year} is not announced yet: all days are reckoned from estimates"
            )
        elif late + over and late + over == len(found.tasks):
            context.note_wrapped(
                f"every task was due before today: {found.acronym} {found.year} may be over; its dates show the rhythm"
            )
        elif late or over:
            told = [f"{counted(late, 'task was', 'tasks were')} due before today"] if late else []
            told += (
                [
                    f"{counted(over, 'task is', 'tasks are')} over with {'its' if over == 1 else 'their'} stage"
                ]
                if over
                else []
            )
            context.note_wrapped("; ".join(told))
