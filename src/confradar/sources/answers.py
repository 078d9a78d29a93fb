"""What is asked of a server: within which limits, knowing what, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class Validators:
    """What the last good answer said of itself, as sent: with it a request is conditional."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came: ``body`` is None where nothing changed since (304); ``media`` is its Content-Type,
    as sent."""

    body: bytes | None
    validators: Validators
    media: str = ""


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
