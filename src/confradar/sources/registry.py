"""Which sources `confradar sync` asks: the built-in ones and the reader's own, kept in the
configuration file.

The file's table ``[sources.ID]`` holds ``location`` (an http(s) address or a path), ``format`` and
``enabled``; of a built-in source only what differs. Comments and order of the file are kept when a
command changes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from confradar.errors import StateError, UsageError
from confradar.model.counts import one_of
from confradar.model.names import nearest
from confradar.paths import expanded

FORMATS = ("ccfddl", "hf", "aideadlines", "confradar")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS = {"location", "format", "enabled", "areas", "auth"}


@dataclass(frozen=True)
class SourceSpec:
    """A source: its lasting id, where it is (http(s) address or absolute path), in which format,
    and whether it is asked.

    ``areas`` are the fields of which new venues are taken; none: of all. ``auth`` says where its
    user and password, or token, are.
    """

    id: str
    location: str
    format: str
    enabled: bool = True
    builtin: bool = False
    areas: tuple[str, ...] = ()
    auth: str | None = None

    @property
    def remote(self) -> bool:
        """Whether it is fetched over the network."""
        return is_remote(self.location)


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
)


def is_remote(location: str) -> bool:
    """Whether a location is an http(s) address."""
    return location.lower().startswith(("http://", "https://"))


def masked(url: str) -> str:
    """The address without user name, password and query, for messages."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return url.partition("?")[0]
    return urlunsplit((parts.scheme, host, parts.path, "", "")) if parts.netloc else url


def load_sources(config: Path) -> tuple[SourceSpec, ...]:
    """All sources, the built-in ones first, then the reader's in the order of the file: the order
    in which they are merged.

    Raises StateError when the file cannot be read or says something else than sources.
    """
    text = _text(config)
    return (
        _read(config, text) if text else BUILTIN
    )  # most readers have none, and every command on a terminal looks


def _read(config: Path, text: str) -> tuple[SourceSpec, ...]:
    from confradar import tomlfile

    try:
        document = tomlfile.parsed(text)
    except ValueError as error:
        raise StateError(
            f"{config}: not valid TOML: {error}", hint="mend the line, or move the file away"
        ) from None
    given = document.get("sources", {})
    if not isinstance(given, dict):
        raise _wrong(config, "sources", "expected tables such as [sources.lab]")
    known = {spec.id: spec for spec in BUILTIN}
    for id_, facts in given.items():
        known[id_] = _spec(config, id_, facts, known.get(id_))
    return tuple(known.values())


def _text(config: Path) -> str:
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
    if not _ID.fullmatch(id_):
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
    if spec.format not in FORMATS:
        raise _wrong(config, f"{where}.format", f"{spec.format!r} is not {one_of(FORMATS)}")
    try:
        if spec.auth is not None:
            from confradar.credentials import check_way

            check_way(spec.auth)
        return replace(spec, location=usable(spec.location))
    except UsageError as error:
        raise _wrong(config, f"{where}.location", str(error)) from None


def _wrong(config: Path, where: str, what: str) -> StateError:
    return StateError(f"{config}: {where}: {what}", hint="mend it, or use `confradar sources`")


def usable(location: str) -> str:
    """A location as it is kept: an http(s) address, or an absolute path. Raises UsageError for
    other schemes and empty text."""
    location = location.strip()
    if not location or not location.isprintable():
        raise UsageError("a source needs an address or a path")
    scheme = location.partition("://")[0].lower() if "://" in location else ""
    if scheme and not is_remote(location) and scheme != "file":
        raise UsageError(
            f"{scheme}:// is not an address confradar fetches",
            hint="give an http(s) address or a path",
        )
    try:
        parts = urlsplit(location) if scheme else None
        named = bool(parts and parts.hostname and (parts.port is None or parts.port))
    except ValueError:
        named, parts = False, None
    if scheme == "file" and parts:
        return str(Path(parts.path).absolute())
    if scheme and not named:
        raise UsageError(f"{masked(location)} is no address", hint="write https://host/path")
    if scheme and "@" in location:  # hardly any has one, and every command on a terminal looks
        from confradar.credentials import check_without

        check_without(location)
    return location if scheme else str(expanded(location).absolute())


def suggested_id(location: str, taken: set[str]) -> str:
    """An id made of the location: the repository's owner on well-known hosts, else the host's or
    the file's name, made free."""
    parts = urlsplit(location)
    steps = [step for step in parts.path.split("/") if step]
    if not is_remote(location):
        base = Path(location).name.split(".")[0]
    elif (
        parts.hostname
        and parts.hostname.endswith(
            ("githubusercontent.com", "github.com", "gitlab.com", "codeberg.org")
        )
        and steps
    ):
        base = steps[0]
    else:
        base = (parts.hostname or "source").removeprefix("www.")
    base = re.sub(r"[^a-z0-9]+", "-", base.lower()).strip("-") or "source"
    return next(
        name
        for name in (base, *(f"{base}-{number}" for number in range(2, 1000)))
        if name not in taken
    )


def chosen(specs: Sequence[SourceSpec], names: Sequence[str]) -> set[str]:
    """The ids of the enabled sources, or of those named. Raises UsageError for an unknown or
    disabled one."""
    for name in names:
        if not _found(specs, name).enabled:
            raise UsageError(
                f"the source {name} is disabled", hint=f"`confradar sources enable {name}`"
            )
    return set(names) or {spec.id for spec in specs if spec.enabled}


def _found(specs: Sequence[SourceSpec], id_: str) -> SourceSpec:
    known = {spec.id: spec for spec in specs}
    if id_ not in known:
        close = nearest(id_, tuple(known))
        raise UsageError(
            f"there is no source {id_!r}",
            hint=f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}",
        )
    return known[id_]


# ---- Changing the file


def add_source(
    config: Path, locks: Path, location: str, form: str, id_: str | None, auth: str | None = None
) -> SourceSpec:
    """Keep a further source; with the id of a built-in one its location and format are replaced.
    Raises UsageError, StateError."""
    if auth is not None:
        from confradar.credentials import check_way

        check_way(auth)
        if not is_remote(location):
            raise UsageError("--auth is for addresses: a file is read as you")
    if form not in FORMATS:
        raise UsageError(f"--format: there is no format {form!r}", hint=one_of(FORMATS))
    location = usable(location)
    if id_ is not None and not _ID.fullmatch(id_):
        raise UsageError(
            f"--id: {id_!r} is not an id",
            hint="lower-case letters, digits and single hyphens: my-lab",
        )
    added: list[SourceSpec] = []

    def change(document: Any) -> None:
        own = _tables(document)
        chosen = id_ or suggested_id(location, {*own, *(spec.id for spec in BUILTIN)})
        if chosen in own and "location" in own[chosen]:
            raise UsageError(
                f"there is a source {chosen} already",
                hint=f"`confradar sources remove {chosen}` first, or give another --id",
            )
        table = _own_table(document, chosen)
        table["location"], table["format"] = location, form
        table["enabled"] = True
        if auth is not None:
            table["auth"] = auth
        added.append(
            SourceSpec(
                chosen, location, form, True, any(spec.id == chosen for spec in BUILTIN), auth=auth
            )
        )

    _change(config, locks, change)
    return added[0]


def remove_source(config: Path, locks: Path, id_: str) -> str:
    """Forget a source of the reader's; a built-in one gets its own location back, or is disabled
    where it has it.

    Returns what was done, in words. Raises UsageError for an unknown id, StateError.
    """
    spec = _found(load_sources(config), id_)
    done = ["removed; its records leave the catalogue with the next sync"]

    def change(document: Any) -> None:
        tables = _tables(document)
        _check_present(tables, spec)
        if not spec.builtin:
            del tables[id_]
        elif "location" in tables.get(id_, {}):
            del tables[id_]
            done[0] = "is fetched from its own address again"
        else:
            _own_table(document, id_)["enabled"] = False
            done[0] = (
                "is built in, so it is disabled; its records leave the catalogue with the next sync"
            )

    _change(config, locks, change)
    return done[0]


def enable_source(
    config: Path, locks: Path, id_: str, enabled: bool, areas: Sequence[str] | None = None
) -> None:
    """Have a source asked, or not; with ``areas`` only for new venues of these fields (empty: of
    all).

    Raises UsageError for an unknown id, StateError.
    """
    spec = _found(load_sources(config), id_)

    def change(document: Any) -> None:
        _check_present(_tables(document), spec)
        table = _own_table(document, id_)
        table["enabled"] = enabled
        if areas:
            table["areas"] = list(areas)
        elif areas is not None:
            table.pop("areas", None)

    _change(config, locks, change)


def _change(config: Path, locks: Path, change: Callable[[Any], None]) -> None:
    from confradar import tomlfile
    from confradar.storage import locked, sweep, write_atomic

    with locked(config, locks):
        load_sources(config)  # a broken file is reported, never written over
        try:
            text = tomlfile.changed(_text(config), change)
        except ValueError as error:
            raise StateError(f"{config}: {error}", hint="change it by hand") from None
        _read(config, text)
        write_atomic(config, text.encode(), private=True)
        sweep(config.parent)


def _check_present(tables: Any, spec: SourceSpec) -> None:
    """Raise UsageError where another process has removed the source since it was looked for."""
    if not spec.builtin and spec.id not in tables:
        raise UsageError(
            f"there is no source {spec.id!r} any more", hint="another process has just removed it"
        )


def _tables(document: Any) -> Any:
    return document.setdefault("sources", {})


def _own_table(document: Any, id_: str) -> Any:
    return _tables(document).setdefault(id_, {})
