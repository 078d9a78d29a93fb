"""One address fetched, within short limits."""

from __future__ import annotations

import pytest

from confradar.errors import NetworkError
from confradar.sources.answers import Answer, Limits, Validators
from confradar.sources.http import fetch

QUICK = Limits(timeout=0.5, total=3, attempts=3, max_bytes=1_000_000, backoff=0.01, max_wait=1)


def get(url: str, known: Validators | None = None, limits: Limits = QUICK) -> Answer:
    return fetch(url, agent="confradar/9", known=known, limits=limits)


def refused(url: str, limits: Limits = QUICK) -> str:
    """The line that a failing fetch ends in."""
    with pytest.raises(NetworkError) as error:
        get(url, limits=limits)
    assert "\n" not in str(error.value)
    return str(error.value)
