"""A source's bytes as a reading, whatever its format; and whether to trust what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from confradar.catalogue.load import load_sound
from confradar.catalogue.problems import MAX_PROBLEMS
from confradar.errors import DataError
from confradar.formats.lists import aideadlines, ccfddl, hf
from confradar.formats.lists.list_text import parse, yaml_text
from confradar.formats.lists.reading import Reading, Unread
from confradar.formats.lists.shapes import likely_form, other_form, records_of
from confradar.model import plausible
from confradar.model.counts import counted
from confradar.model.venue import Venue
from confradar.sources.registry import SourceSpec

# A list that keeps less than this share of its editions is not believed.
LEAST_KEPT = 0.5

_READERS = {"ccfddl": ccfddl.read, "hf": hf.read, "aideadlines": aideadlines.read}


def read_source(spec: SourceSpec, body: bytes) -> Reading:
    """All that the source says. Raises DataError where the whole is not its format, or nothing
    could be read."""
    try:
        reading = (
            _catalogue(body, spec.id)
            if spec.format == "confradar"
            else _READERS[spec.format](body, source=spec.id)
        )
    except DataError as error:
        raise DataError(f"{error}{_is_json(body)}", hint=error.hint) from None
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # A reader's own fault must not keep the other sources from being read.
        raise DataError(
            f"{spec.id}: cannot be read as {spec.format}: {type(error).__name__}: {error}",
            hint="please report this",
        ) from error
    if not reading.venues:
        first = f": {reading.unread[0].reason}" if reading.unread else ""
        raise DataError(
            f"{spec.id}: no record could be read as {spec.format}{_is_json(body)}{first}",
            hint="check the address and the format",
        )
    return replace(reading, unread=(*reading.unread, *_doubtful(reading)))


def _doubtful(reading: Reading) -> Iterator[Unread]:
    """What was read, but cannot be: told, and not followed where another source says what can."""
    for venue in reading.venues:
        for year, found in plausible.doubted_in(venue).items():
            for why in dict.fromkeys(found.values()):
                yield Unread(reading.source, f"{venue.acronym} {year}", "doubtful", why, lost=False)


def _is_json(body: bytes) -> str:
    """What to add to an error about a file that is JSON: its records may be read, since JSON is
    YAML, but these were not."""
    return " (the file is JSON)" if re.match(rb"\s*[\[{]\s*[\"{\[\]}]", body[:1000]) else ""


def lost(spec: SourceSpec, before: int, now: int) -> DataError:
    """The error of a list that lost most of what it had, and is therefore not believed."""
    return DataError(
        f"{spec.id}: has {counted(now, 'edition')}, where it had {before}: not believed",
        hint="if that is right, `confradar sync --force` takes it",
    )


def _catalogue(body: bytes, source: str) -> Reading:
    """A catalogue in confradar's own format, shared by others: what is sound in it, and the
    problems of the rest."""
    text = yaml_text(body, source)
    try:
        catalogue, problems = load_sound(text, source)
    except DataError as error:
        raise _other_form(body, source) or error from None
    if not catalogue.venues and (other := _other_form(body, source)):
        raise other
    if len(problems) >= MAX_PROBLEMS:
        raise DataError(
            f"{source}: not a catalogue of confradar: {problems[0]}",
            hint="`confradar lint FILE` tells more",
        )
    unread = tuple(
        Unread(source, problem.crumb or "file", "record", problem.message, problem.line)
        for problem in problems
    )
    venues = tuple(_attributed(venue, source) for venue in catalogue.venues)
    editions = sum(len(venue.editions) for venue in venues)
    dates = sum(len(edition.deadlines) for venue in venues for edition in venue.editions)
    return Reading(source, venues, unread, editions, dates)


def _other_form(body: bytes, source: str) -> DataError | None:
    """The error that names the format of a list that is no catalogue of confradar; None where it
    has none that is known."""
    with suppress(DataError):
        if likely := likely_form(record for record, _ in records_of(parse(body, source), source)):
            return other_form(source, "confradar", likely)
    return None


def _attributed(venue: Venue, source: str) -> Venue:
    """The venue with the list it came through among its sources."""
    editions = tuple(
        edition if edition.source else edition.model_copy(update={"source": source})
        for edition in venue.editions
    )
    return venue.model_copy(
        update={"sources": tuple(dict.fromkeys((*venue.sources, source))), "editions": editions}
    )
