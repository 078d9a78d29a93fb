"""`confradar guide`: how to learn through conferences."""

from __future__ import annotations

from typing import Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.options import Lang, PageFormat
from confradar.cli.output import console, write_document
from confradar.cli.values import Offered


@command("confradar guide faq --lang zh", timeless=True)
def guide(
    context: Context,
    section: Annotated[
        str | None,
        typer.Argument(
            metavar="[SECTION]",
            help="resources, conference, steps, topics, refresher, faq..., or all.",
            click_type=Offered("sections"),
        ),
    ] = None,
    form: PageFormat = "text",
    lang: Lang = "en",
) -> None:
    """Read how to learn through conferences: resources, what happens there, steps, questions, the
    mathematics."""
    from confradar.queries import guide as queries
    from confradar.views import guide as pages

    whole = queries.load_guide(context.index)
    names = queries.chosen_sections(whole, section)
    if form == "json":
        parts = (queries.section_data(whole, name) for name in names)
        write_document(context, parts, "confradar.guide/1")
        return
    pieces = (
        [pages.overview_lines(whole, lang)]
        if section is None
        else [pages.section_lines(whole, name, lang) for name in names]
    )
    for number, lines in enumerate(pieces):
        if form == "md":
            context.out.writelines(pages.markdown(lines))
            continue
        if number:
            context.out.write("\n")
        pages.show_page(console(context), lines)
