"""Catalogue files to models: bundled records with their overlays, every problem of a file reported
at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from confradar import yamlfile
from confradar.catalogue.overlay import OWN, completed, ids_in, laid_over, with_own_source
from confradar.catalogue.problems import MAX_PROBLEMS, CatalogueError, Problem, problem_of
from confradar.catalogue.validation_messages import shown
from confradar.errors import DataError, unreadable
from confradar.model.guide import Guide
from confradar.model.venue import Source, Topic, Venue
from confradar.yaml_nodes import Broken, Map, Seq

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Loaded:
    """A validated venue and the raw record it came from, which knows its lines. ``unapplied`` is
    what was wrong with what the reader's own file says of it, so that it is as if that said
    nothing.
    """

    venue: Venue
    raw: Map
    unapplied: Problem | None = None


@dataclass(frozen=True)
class Catalogue:
    """Everything the files hold: venues in file order, the sources they name, the topic tree."""

    loaded: tuple[Loaded, ...]
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]

    @property
    def venues(self) -> tuple[Venue, ...]:
        """The venues alone."""
        return tuple(item.venue for item in self.loaded)


def read_text(path: Path) -> str:
    """A catalogue file's text. Raises DataError when there is none or it is not UTF-8, StateError
    when it cannot be read."""
    try:
        size = path.stat().st_size
        if size > yamlfile.MAX_BYTES:
            raise DataError(f"{path}: {size // 2**20} MiB is more than a catalogue can be")
        with path.open("rb") as file:  # not more than that, whatever a device or pipe would give
            raw = file.read(yamlfile.MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    return yamlfile.decode(raw, str(path))


def load_topics(path: Path) -> tuple[Topic, ...]:
    """The topic tree. Raises CatalogueError."""
    problems: list[Problem] = []
    topics: list[Topic] = []
    document = yamlfile.stream(read_text(path), str(path), "topics")
    for key, raw in document:
        if key != "topics" or not isinstance(raw, Map):
            problems.append(Problem(str(path), document.line, key, "expected a list of topics"))
            continue
        try:
            topics.append(Topic.model_validate(raw))
        except ValidationError as error:
            problems.extend(
                problem_of(raw, detail, f"topic {raw.get('id', '?')}") for detail in error.errors()
            )
    if problems:
        raise CatalogueError(problems)
    return tuple(topics)


def load_guide(path: Path) -> Guide:
    """The preparation guide. Raises CatalogueError, DataError."""
    raw = yamlfile.load(read_text(path), str(path))
    if not isinstance(raw, Map):
        raise DataError(f"{path}: expected a mapping with sections, checklist and faq")
    try:
        return Guide.model_validate(raw)
    except ValidationError as error:
        raise CatalogueError(
            [problem_of(raw, detail, "guide") for detail in error.errors()]
        ) from None


def load_catalogue(files: Sequence[Path], topics: Path) -> Catalogue:
    """All ``files``: the first is the base, the others are overlays. Raises CatalogueError with all
    problems, or DataError."""
    sources: dict[str, Source] = {}
    loaded = tuple(stream_catalogue(files, sources))
    return Catalogue(loaded, tuple(sources.values()), load_topics(topics))


def stream_catalogue(
    files: Sequence[Path], sources: dict[str, Source], unapplied: list[Problem] | None = None
) -> Iterator[Loaded]:
    """The venues of ``files`` one by one, so that memory does not grow with the catalogue; fills
    ``sources`` as it goes.

    The first file is the base; in a later one, the reader's own, a known id amends the record and a
    new id adds one. Problems are collected to the end and raised as one CatalogueError; with
    ``unapplied``, those of a record in a later file are put there, and the record is left out.
    """
    problems: list[Problem] = []
    own: list[Problem] = problems if unapplied is None else unapplied
    overlays: dict[str, list[Map]] = {}
    for path in files[1:]:
        sources.setdefault(OWN, Source(id=OWN, name="your own file"))
        for raw in _own_records(path, sources, own, strict=unapplied is None):
            overlays.setdefault(raw["id"], []).append(with_own_source(raw))
    if any(problem.crumb == "schema" for problem in own):
        raise CatalogueError(own)
    marked = {problem.crumb: problem for problem in reversed(own)}
    seen: set[str] = set()
    for raw in _records(read_text(files[0]), str(files[0]), sources, problems) if files else ():
        seen.add(raw["id"])
        item = _overlaid(raw, _taken(raw, overlays), problems, unapplied)
        if item:
            yield item if item.unapplied else replace(item, unapplied=marked.get(raw["id"]))
        if len(problems) >= MAX_PROBLEMS:
            break
    for id_ in sorted(
        overlays, key=lambda id_: not any("formerly" in raw for raw in overlays[id_])
    ):  # those first that others may amend
        first, *rest = overlays.pop(id_, None) or (None,)
        if first is not None and id_ not in seen:
            item = _overlaid(None, [first, *rest, *_taken(first, overlays)], problems, unapplied)
            if item:
                yield item if item.unapplied else replace(item, unapplied=marked.get(id_))
    if problems:
        raise CatalogueError(problems)


def _own_records(
    path: Path, sources: dict[str, Source], problems: list[Problem], *, strict: bool
) -> Iterator[Map]:
    """The records of a file of the reader's. Where it is no YAML from some line on, unless
    ``strict``: those before it, and a problem for each one behind.
    """
    text, file, known = read_text(path), str(path), set()
    last: Map | None = None
    try:
        for raw in _records(text, file, sources, problems):
            if last is not None:
                known.add(last["id"])
                yield last
            last = raw
    except DataError as error:
        if strict:
            raise
        where, _, reason = str(error).removeprefix(f"{file}:").partition(": ")
        named, line = list(ids_in(text)), int(where)
        if last is not None and not any(last.line < at <= line for at, _ in named):
            last = None  # the fault is in this one
        elif last is not None:
            known.add(last["id"])
        problems.append(Problem(file, line, "", reason))
        problems.extend(
            Problem(file, at, id_, "is not read: see the line above")
            for at, id_ in named
            if id_ not in known
        )
    if last is not None:
        yield last


def _taken(raw: Map, overlays: dict[str, list[Map]]) -> list[Map]:
    """The overlays of a record, under its id or a former one; they are taken out."""
    former = raw.get("formerly")
    ids = (*(former if isinstance(former, Seq) else ()), raw["id"])
    return [overlay for id_ in ids if isinstance(id_, str) for overlay in overlays.pop(id_, ())]


def _overlaid(
    base: Map | None,
    overlays: Sequence[Map],
    problems: list[Problem],
    unapplied: list[Problem] | None,
) -> Loaded | None:
    """A record with all its overlays. Where that does not hold, and ``unapplied`` takes what is
    wrong, without what does not; None where nothing holds.
    """
    trial: list[Problem] = []
    whole = _whole(base, overlays)
    if item := _validated(whole, trial):
        return item
    if unapplied is None or not overlays:
        problems.extend(trial)
        return None
    if base is None and len(overlays) == 1:
        unapplied.extend(trial)
        return None
    held: list[Map] = []
    wrong: list[Problem] = []
    for overlay in overlays:
        if _validated(_whole(base, [*held, overlay]), wrong):
            held.append(overlay)
    unapplied.extend(wrong)
    if base is None and not held:
        return None
    item = _validated(_whole(base, held), problems)
    return replace(item, unapplied=wrong[0]) if item and wrong else item


def _whole(base: Map | None, overlays: Sequence[Map]) -> Map:
    """The record with its overlays."""
    first, *rest = overlays if base is None else (base, *overlays)
    whole = reduce(lambda under, over: laid_over(under, over, id_=first["id"]), rest, first)
    return completed(whole) if overlays else whole


def load_text(text: str, file: str) -> Catalogue:
    """The catalogue that one file's text holds, without overlays or topics. Raises CatalogueError
    or DataError."""
    catalogue, problems = load_sound(text, file)
    if problems:
        raise CatalogueError(problems)
    return catalogue


def load_sound(text: str, file: str) -> tuple[Catalogue, list[Problem]]:
    """What is sound in one file's text, and the problems of the rest. Raises DataError where it is
    no YAML."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    validated = [_validated(raw, problems) for raw in _records(text, file, sources, problems)]
    return Catalogue(
        tuple(item for item in validated if item), tuple(sources.values()), ()
    ), problems


def _records(
    text: str, file: str, sources: dict[str, Source], problems: list[Problem]
) -> Iterator[Map]:
    """The raw venue records of one file, each a mapping with an id that no other record of the file
    has."""
    seen: dict[str, int] = {}
    document = yamlfile.stream(text, file, "venues", records=True)
    for key, raw in document:
        line = document.line
        if len(problems) >= MAX_PROBLEMS:
            return
        if key == "schema":
            if raw != SCHEMA_VERSION:
                problems.append(
                    Problem(
                        file,
                        line,
                        "schema",
                        f"{raw!r} is not known to this version, which reads schema "
                        f"{SCHEMA_VERSION}",
                    )
                )
        elif key == "sources":
            _read_sources(raw, (file, line), sources, problems)
        elif key != "venues":
            problems.append(
                Problem(file, line, key, "unknown key: a catalogue has schema, sources and venues")
            )
        elif raw is None and not document.listed:
            continue
        elif problem := _no_venue(raw, file, line, seen):
            problems.append(problem)
        else:
            seen[raw["id"]] = line
            yield raw


def _no_venue(raw: object, file: str, line: int, seen: Mapping[str, int]) -> Problem | None:
    """Why an item of the list is no venue's record of its own; ``seen`` are the lines of the ids
    before it."""
    if isinstance(raw, Broken):
        return Problem(file, raw.line, raw.name or "venues", raw.reason)
    if not isinstance(raw, Map):
        return Problem(file, line, "venues", f"expected a venue record, found {shown(raw)}")
    if not isinstance(raw.get("id"), str):
        return Problem(file, line, "venues", "a venue needs an id, such as `id: neurips`")
    if raw["id"] in seen:
        return Problem(file, line, raw["id"], f"the id stands already at line {seen[raw['id']]}")
    return None


def _read_sources(
    raw: Any, place: tuple[str, int], sources: dict[str, Source], problems: list[Problem]
) -> None:
    if not isinstance(raw, Seq):
        problems.append(Problem(*place, "sources", "expected a list of sources"))
        return
    for item in raw:
        try:
            source = Source.model_validate(item)
            sources[source.id] = source
        except ValidationError as error:
            problems.extend(
                problem_of(item if isinstance(item, Map) else raw, detail, "sources")
                for detail in error.errors()
            )


def _validated(raw: Map, problems: list[Problem]) -> Loaded | None:
    try:
        return Loaded(Venue.model_validate(raw), raw)
    except ValidationError as error:
        problems.extend(problem_of(raw, detail, str(raw["id"])) for detail in error.errors())
        return None
