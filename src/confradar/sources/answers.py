"""What is asked of a server: within which limits, knowing what, and what came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Validators:
    """What the last good answer said of itself, as sent: with it a request is conditional."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came: ``body`` is None where nothing changed since (304); ``media`` is its Content-Type,
    as sent; ``address`` where it came from in the end."""

    body: bytes | None
    validators: Validators
    media: str = ""
    address: str = ""


@dataclass(frozen=True)
class Limits:
    """How patient a fetch is. ``timeout``: seconds without progress; ``total``: seconds in all,
    retries included; ``max_bytes`` of a body, packed and unpacked; ``backoff``: seconds before the
    first retry, doubled each time; ``max_wait``: the longest Retry-After that is waited for, in
    seconds.
    """

    timeout: float = 20
    total: float = 120
    attempts: int = 3
    max_bytes: int = 64 * 2**20
    backoff: float = 0.5
    max_wait: float = 30


class Hearers(NamedTuple):
    """Who hears of bytes received and expected, and of where redirects lead."""

    progress: Callable[[int, int | None], None] | None = None
    follow: Callable[[str], None] | None = None
