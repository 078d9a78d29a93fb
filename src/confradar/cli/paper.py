"""A paper's text, and which venues it fits: what the commands share that are given one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confradar import paths
from confradar.cli.context import Context
from confradar.cli.inputs import input_bytes, input_name
from confradar.model.counts import first_of

if TYPE_CHECKING:
    from confradar.queries.filters import VenueFilter
    from confradar.queries.match import Matches


def file_data(context: Context, source: str) -> bytes:
    """The bytes of a file, or of standard input (`-`), no more than it takes to see that they are
    too many. Raises DataError, StateError, UsageError.
    """
    from confradar.matching.paper_text import MOST_BYTES

    return input_bytes(context, source, MOST_BYTES, what="the title or the abstract")


def file_text(context: Context, source: str) -> str:
    """The title, the abstract or the whole text of a file, or of standard input (`-`). Raises
    DataError, on one line."""
    from confradar.matching.paper_text import text_of

    return text_of(file_data(context, source), input_name(source))


def matches(
    context: Context, text: str, wanted: VenueFilter, *, now: int, top: int | None, certainty: str
) -> Matches:
    """The venues that a text fits, by the shipped model and the reader's own library. Raises
    DataError, StateError, UsageError."""
    from confradar.matching.packed_model import Model
    from confradar.queries.match import match

    own = []
    if context.paths.library.exists():
        from confradar.state.library import library

        own = library(context.paths.library)
    model = Model.at(paths.bundled("match.model"))
    return match(
        context.index, model, text, wanted, now=now, top=top, certainty=certainty, library=own
    )


def note_misfit(context: Context, answer: Matches) -> None:
    """Say on stderr that no venue fits, or that other venues than those of the catalogue would."""
    elsewhere = (
        f"what venues outside the catalogue publish ({', '.join(answer.elsewhere)})"
        if answer.elsewhere
        else ""
    )
    if answer.refused:
        unknown = (
            f"not known here: {first_of(answer.unknown)}"
            if answer.unknown
            else "its words are rare in titles of computer science"
        )
        context.note(f"nothing here fits: {f'it reads like {elsewhere}' if elsewhere else unknown}")
    elif not answer.matches:
        context.note("no venue matches these filters")
    elif elsewhere:
        context.note(f"it reads more like {elsewhere}")
