"""`confradar checklist` and `confradar guide`: how to prepare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from confradar.cli.context import Context
from confradar.cli.options import Output, command, complete_venue
from confradar.cli.output import chosen_format, console, put, write
from confradar.errors import UsageError

Language = Annotated[str, typer.Option("--lang", metavar="en|zh", help="Language of the texts.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""

    @command(app, "checklist", dated=True, example="confradar checklist neurips --attendee --from-country DE")
    def checklist(
        context: Context,
        output: Output,
        venue: Annotated[
            str | None, typer.Argument(metavar="[VENUE]", help="With dates for its next edition.", autocompletion=complete_venue)
        ] = None,
        year: Annotated[int | None, typer.Option("--year", "-y", help="For this edition.")] = None,
        attendee: Annotated[bool, typer.Option("--attendee", help="For those who come without a paper.")] = False,
        from_country: Annotated[
            str | None,
            typer.Option("--from-country", metavar="COUNTRY", help="Where you travel from: leaves out passport and visa at home."),
        ] = None,
        lang: Language = "en",
        to: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout (with --format ics).")
        ] = None,
    ) -> None:
        """Print the five preparation steps with their tasks, dated for a venue. Formats: also ics (tasks for a calendar)."""
        from confradar.queries import checklist as queries
        from confradar.queries.estimates import explain
        from confradar.queries.venues import venue_page
        from confradar.views import guide as pages
        from confradar.views import items

        language = _language(lang)
        ics = (output.format or "").lower() == "ics"
        if to and not ics:
            raise UsageError("-o goes with --format ics", hint="for other formats: > FILE")
        page = venue_page(context.index, venue, now=context.epoch, year=year) if venue else None
        whole = venue_page(context.index, venue, now=context.epoch) if venue else None
        coming = [item for item in explain(context.index, whole).estimates if year in {None, item.year}] if whole else []
        edition = queries.chosen_edition(page, now=context.epoch, estimates=coming) if page else None
        found = queries.checklist(
            queries.load_guide(context.index),
            page,
            edition,
            now=context.epoch,
            attendee=attendee,
            from_country=_country(from_country),
            language=language,
            estimates=coming,
        )
        _explain(context, found, page.record["kind"] if page else "", chosen=year is not None)
        form = "ics" if ics else chosen_format(context, output)
        if ics:
            if found.year is None:
                raise UsageError("a calendar needs dates", hint="name a venue that has an edition: confradar checklist VENUE --format ics")
            from confradar.views import ics_tasks

            put(context, ics_tasks.render(found, name=pages.checklist_title(found, language), today=context.now.date()), to)
        elif form == "table" and not output.columns:
            pages.show_checklist(console(context), found, language)
        elif form == "md" and not output.columns:
            context.out.writelines(pages.checklist_markdown(found, language))
        else:
            write(context, output, items.TASK, found.tasks, row=items.task_row, table=lambda _: ([], []), empty="no task")

    @command(app, "guide", example="confradar guide faq --lang zh")
    def guide(
        context: Context,
        section: Annotated[
            str | None, typer.Argument(metavar="[SECTION]", help="resources, conference, steps, topics, refresher, faq..., or all.")
        ] = None,
        form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, md or json.")] = "text",
        lang: Language = "en",
    ) -> None:
        """Read how to learn through conferences: resources, what happens there, steps, questions, the mathematics."""
        from confradar.queries import checklist as queries
        from confradar.views import guide as pages

        language = _language(lang)
        whole = queries.load_guide(context.index)
        if form == "json":
            from confradar.cli.output import generated_at
            from confradar.views import json

            names = queries.sections(whole) if section in {None, "all"} else [queries.find_section(whole, section or "")]
            parts = [{"id": "faq", "questions": whole["faq"]} if name == "faq" else _part(whole, name) for name in names]
            context.out.writelines(json.render(parts, schema="confradar.guide/1", generated_at=generated_at(context)))
            return
        if form not in {"text", "md"}:
            raise UsageError(f"--format: {form!r} is not known here", hint="text, md or json")
        if section is None:
            pieces = [pages.overview_lines(whole, language)]
        else:
            names = queries.sections(whole) if section == "all" else [queries.find_section(whole, section)]
            pieces = [pages.section_lines(whole, name, language) for name in names]
        for number, lines in enumerate(pieces):
            if form == "md":
                context.out.writelines(pages.markdown(lines))
            else:
                if number:
                    context.out.write("\n")
                pages.show_page(console(context), lines)


def _part(whole: dict[str, list[dict[str, object]]], name: str) -> dict[str, object]:
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
        raise UsageError(f"--from-country: {name!r} is not a country", hint="a name or ISO code, such as DE")
    return code


def _explain(context: Context, found: object, kind: str, *, chosen: bool) -> None:
    from confradar.queries.checklist import Checklist

    if isinstance(found, Checklist) and found.venue:
        late = sum(task.late for task in found.tasks)
        if kind not in {"conference", "workshop"}:
            context.note(f"{found.acronym} is a {kind}: there is no event to travel to, the list is the general one")
        elif found.year is None:
            context.note(f"{found.acronym} has no recorded edition: tasks without dates")
        elif found.status == "over":
            later = "" if chosen else ", and no later edition is recorded"
            context.note(f"{found.acronym} {found.year} is over{later}; its dates show the rhythm")
        elif all(task.certainty == "estimated" for task in found.tasks):
            context.note(f"{found.acronym} {found.year} is not announced yet: all days are reckoned from estimates")
        elif late and late == len(found.tasks):
            context.note(f"every task was due before today: {found.acronym} {found.year} may be over; its dates show the rhythm")
        elif late:
            context.note(f"{late} tasks were due before today: do them first")
