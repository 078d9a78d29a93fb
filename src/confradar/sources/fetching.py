"""A source's present bytes, from the network or a local file, and what they say of their own
age."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

from confradar.credentials import authorization
from confradar.errors import ConfradarError, NetworkError
from confradar.formats.lists.archive import newest_day, packed
from confradar.sources.answers import Limits, Validators
from confradar.sources.http import fetch
from confradar.sources.locations import masked
from confradar.sources.registry import SourceSpec
from confradar.sources.side_by_side import GRACE, side_by_side, unexpected

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Fetched:
    """``body`` is None where the source said that nothing changed; ``day`` is when it says that it
    last changed."""

    body: bytes | None
    validators: Validators
    day: date | None


def fetch_source(
    spec: SourceSpec,
    known: Validators | None,
    *,
    agent: str,
    limits: Limits,
    progress: Progress | None = None,
) -> Fetched:
    """Get a source; ``known`` makes the request conditional. Raises NetworkError, StateError."""
    if not spec.remote:
        return _local(Path(spec.location), limits)
    secret = authorization(spec.auth, spec.location, os.environ) if spec.auth else None
    answer = fetch(
        spec.location,
        agent=agent,
        known=known,
        limits=limits,
        progress=progress,
        authorization=secret,
    )
    return Fetched(
        answer.body, answer.validators, _day(answer.body or b"", answer.validators.modified)
    )


def fetch_all(
    known: Mapping[SourceSpec, Validators | None],
    *,
    agent: str,
    limits: Limits,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> dict[str, Fetched | ConfradarError]:
    """Get sources side by side: by id what came, or why nothing did. ``progress`` is told of bytes
    received and expected, by id.

    One that is not done in time (``limits.total``, whatever its server or disk does) has failed;
    nobody waits for it.
    """
    answers: dict[str, Fetched | ConfradarError] = {}

    def get(spec: SourceSpec, validators: Validators | None) -> None:
        heard = partial(progress, spec.id) if progress else None
        answers[spec.id] = _outcome(
            spec, lambda: fetch_source(spec, validators, agent=agent, limits=limits, progress=heard)
        )

    works = [partial(get, *pair) for pair in known.items()]
    side_by_side(works, time.monotonic() + limits.total + GRACE)
    come = dict(answers)
    late = [spec for spec in known if spec.id not in come]
    return come | {
        spec.id: NetworkError(
            f"{masked(spec.location)}: not done within {limits.total:g} s", hint="try again later"
        )
        for spec in late
    }


def _outcome(spec: SourceSpec, get: Callable[[], Fetched]) -> Fetched | ConfradarError:
    """What came, or why nothing did."""
    try:
        return get()
    except ConfradarError as error:
        return error
    except Exception as error:
        return unexpected(error, masked(spec.location))


def _local(path: Path, limits: Limits) -> Fetched:
    try:
        if path.is_dir():
            body = packed(path)
        else:
            with os.fdopen(_opened(path), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise NetworkError(
                        f"{path}: is a device or a pipe, not a file", hint="give a file or a folder"
                    )
                body = file.read(limits.max_bytes + 1)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError as error:
        raise NetworkError(
            f"{path}: cannot be read: {error.strerror}",
            hint="check the path, or `confradar sources disable` it",
        ) from None
    if len(body) > limits.max_bytes:
        raise NetworkError(
            f"{path}: more than {limits.max_bytes // 2**20} MiB", hint="this is no list of venues"
        )
    return Fetched(body, Validators(), newest_day(body) or changed)


def _opened(path: Path) -> int:
    """A file's number, opened for reading; a pipe that nobody writes to is opened at once, and not
    waited for."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))


def _day(body: bytes, modified: str | None) -> date | None:
    """The day of an archive's newest file, else that of Last-Modified."""
    found = newest_day(body)
    if found is None and modified:
        try:
            found = parsedate_to_datetime(modified).astimezone(UTC).date()
        except (ValueError, TypeError, OverflowError):
            return None
    return found
