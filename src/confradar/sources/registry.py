"""Which sources `confradar sync` asks: the built-in ones and the reader's own, kept in the
configuration file.

The file's table ``[sources.ID]`` holds ``location`` (an http(s) address or a path), ``format`` and
``enabled``; of a built-in source only what differs; of an official page ``venue`` and ``year`` too.
Comments and order of the file are kept when a command changes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from confradar.errors import StateError, UsageError
from confradar.model.counts import one_of
from confradar.model.names import nearest
from confradar.sources.locations import is_remote, usable
from confradar.sources.page_shapes import PAGE_FORMATS

FORMATS = ("ccfddl", "hf", "aideadlines", "confradar")
SOURCE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS = {"location", "format", "enabled", "areas", "auth", "venue", "year"}


@dataclass(frozen=True)
class SourceSpec:
    """A source: its lasting id, where it is (http(s) address or absolute path), in which format,
    and whether it is asked.

    ``areas`` are the fields of which new venues are taken; none: of all. ``auth`` says where its
    user and password, or token, are. ``venue`` and ``year`` are given of an official page, and of
    no list: whose it is, and of which edition.
    """

    id: str
    location: str
    format: str
    enabled: bool = True
    builtin: bool = False
    areas: tuple[str, ...] = ()
    auth: str | None = None
    venue: str | None = None
    year: int | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is an official page, not a list."""
        return self.format in PAGE_FORMATS

    @property
    def remote(self) -> bool:
        """Whether it is fetched over the network."""
        return is_remote(self.location)


# Where the project's own site has the catalogue, once there is one: no such host can be until then.
PUBLISHED = "https://confradar.invalid/catalogue.yaml"
BUILTIN = (
    SourceSpec("ccfddl", "https://ccfddl.github.io/conference/allconf.yml", "ccfddl", builtin=True),
    SourceSpec(
        "hf",
        "https://codeload.github.com/huggingface/ai-deadlines/tar.gz/refs/heads/main",
        "hf",
        builtin=True,
    ),
    SourceSpec(
        "aideadlines",
        "https://raw.githubusercontent.com/paperswithcode/ai-deadlines/gh-pages/_data/conferences.yml",
        "aideadlines",
        builtin=True,
    ),
    SourceSpec("confradar", PUBLISHED, "confradar", enabled=False, builtin=True),
)


def load_sources(config: Path) -> tuple[SourceSpec, ...]:
    """All sources, the built-in ones first, then the reader's in the order of the file: the order
    in which they are merged.

    Raises StateError when the file cannot be read or says something else than sources.
    """
    text = config_text(config)
    return (
        read_config(config, text) if text else BUILTIN
    )  # most readers have none, and every command on a terminal looks


def read_config(config: Path, text: str) -> tuple[SourceSpec, ...]:
    """All sources, where the configuration file has this text. Raises StateError."""
    from confradar import tomlfile

    try:
        document = tomlfile.parsed(text)
    except ValueError as error:
        raise StateError(
            f"{config}: not valid TOML: {error}", hint="fix the line, or move the file away"
        ) from None
    given = document.get("sources", {})
    if not isinstance(given, dict):
        raise _wrong(config, "sources", "expected tables such as [sources.lab]")
    known = {spec.id: spec for spec in BUILTIN}
    for id_, facts in given.items():
        known[id_] = _spec(config, id_, facts, known.get(id_))
    return tuple(known.values())


def config_text(config: Path) -> str:
    """The configuration file's text, empty where there is none. Raises StateError where it cannot
    be read or is not UTF-8."""
    try:
        raw = config.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StateError(
            f"{config}: cannot be read: {error.strerror}", hint="check its permissions"
        ) from None
    if not raw:
        return ""
    from confradar.yamlfile import wide_encoding

    try:
        if wide := wide_encoding(raw):
            raise StateError(f"{config}: is {wide}, not UTF-8", hint="save the file as UTF-8")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StateError(
            f"{config}: not UTF-8 (byte {error.start})", hint="save the file as UTF-8"
        ) from None


def _spec(config: Path, id_: str, facts: Any, base: SourceSpec | None) -> SourceSpec:
    where = f"sources.{id_}"
    if not SOURCE_ID.fullmatch(id_):
        raise _wrong(config, where, "an id has lower-case letters, digits and single hyphens")
    if not isinstance(facts, dict):
        raise _wrong(config, where, "expected a table with location and format")
    if unknown := set(facts) - _KEYS:
        raise _wrong(
            config,
            where,
            f"unknown key {sorted(unknown)[0]!r}: known are {', '.join(sorted(_KEYS))}",
        )
    if not isinstance(facts.get("auth", "netrc"), str):
        raise _wrong(config, f"{where}.auth", "expected text")
    for key in ("location", "format"):
        if not isinstance(facts.get(key, "text"), str) or (base is None and key not in facts):
            raise _wrong(config, f"{where}.{key}", "expected text")
    if not isinstance(facts.get("enabled", True), bool):
        raise _wrong(config, f"{where}.enabled", "expected true or false")
    areas = facts.get("areas", [])
    if not isinstance(areas, list) or not all(isinstance(area, str) for area in areas):
        raise _wrong(config, f"{where}.areas", 'expected a list of fields, such as ["AI", "DB"]')
    facts = {**facts, "areas": tuple(areas)}
    spec = replace(base, **facts) if base else SourceSpec(id_, **facts)
    formats = (*FORMATS, *PAGE_FORMATS)
    if spec.format not in formats:
        raise _wrong(config, f"{where}.format", f"{spec.format!r} is not {one_of(formats)}")
    _check_page(config, where, spec)
    key = "auth"
    try:
        if spec.auth is not None:
            from confradar.credentials import check_way

            check_way(spec.auth)
        key = "location"
        return replace(spec, location=usable(spec.location))
    except UsageError as error:
        raise _wrong(config, f"{where}.{key}", str(error)) from None


def _check_page(config: Path, where: str, spec: SourceSpec) -> None:
    """Raise StateError where an official page does not say whose it is, or a list does."""
    whose = isinstance(spec.venue, str) and bool(spec.venue) and type(spec.year) is int
    if spec.is_page and not (whose and 1950 <= (spec.year or 0) <= 2100):
        raise _wrong(config, where, "an official page needs venue and year")
    if not spec.is_page and (spec.venue is not None or spec.year is not None):
        raise _wrong(config, where, f"venue and year are of {one_of(tuple(PAGE_FORMATS))} only")
    if spec.is_page and not spec.remote:
        raise _wrong(config, f"{where}.location", "an official page has an http(s) address")


def _wrong(config: Path, where: str, what: str) -> StateError:
    return StateError(f"{config}: {where}: {what}", hint="fix it, or use `confradar sources`")


def chosen(specs: Sequence[SourceSpec], names: Sequence[str]) -> set[str]:
    """The ids of the enabled sources, or of those named. Raises UsageError for an unknown or
    disabled one."""
    for name in names:
        if not find_source(specs, name).enabled:
            raise UsageError(
                f"the source {name} is disabled", hint=f"`confradar sources enable {name}`"
            )
    return set(names) or {spec.id for spec in specs if spec.enabled}


def find_source(specs: Sequence[SourceSpec], id_: str) -> SourceSpec:
    """The source of that id. Raises UsageError, with the nearest one, where there is none."""
    known = {spec.id: spec for spec in specs}
    if id_ not in known:
        close = nearest(id_, tuple(known))
        raise UsageError(
            f"there is no source {id_!r}",
            hint=f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}",
        )
    return known[id_]
