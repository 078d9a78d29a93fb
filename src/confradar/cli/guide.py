"""`confradar guide`: how to learn through conferences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.options import PageFormat
from confradar.cli.output import Also, write_report
from confradar.cli.value_types import Offered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console


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
    form: PageFormat = "table",
) -> None:
    """Read how to learn through conferences: resources, what happens there, steps, questions, the
    mathematics."""
    from confradar.queries import guide as queries
    from confradar.views import guide as pages

    say = context.say
    whole = queries.load_guide(context.index)
    names = queries.chosen_sections(whole, section)

    def pieces() -> Iterator[Iterator[tuple[str, str]]]:
        if section is None:
            return iter([pages.overview_lines(whole, say)])
        return (pages.section_lines(whole, name, say) for name in names)

    def screen(console: Console) -> None:
        for number, lines in enumerate(pieces()):
            if number:
                console.print()
            pages.show_page(console, lines)

    def page() -> Iterator[str]:
        return (text for lines in pieces() for text in pages.markdown(lines))

    parts = (queries.section_data(whole, name) for name in names)
    write_report(context, form, "confradar.guide/1", parts, Also(screen, page))
