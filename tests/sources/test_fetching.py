"""Asking several sources side by side: what one of them raises is its own failure."""

from __future__ import annotations

import pytest

from confradar.errors import ConfradarError
from confradar.sources import fetching
from confradar.sources.fetching import Fetched, fetch_all
from confradar.sources.http import Limits, Validators
from confradar.sources.registry import SourceSpec


@pytest.mark.parametrize("error", [RuntimeError("boom"), MemoryError(), OSError(24, "Too many open files"), KeyError("x")])
def test_whatever_a_fetch_raises_is_its_failure(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (SourceSpec(id_, f"https://me:secret@{id_}.example/x", "ccfddl") for id_ in ("bad", "good"))

    def fetch_source(spec: SourceSpec, *_: object, **__: object) -> Fetched:
        if spec is bad:
            raise error
        return Fetched(b"- a", Validators(), None)

    monkeypatch.setattr(fetching, "fetch_source", fetch_source)
    answers = fetch_all({bad: None, good: None}, agent="confradar/9", limits=Limits())
    failure = answers["bad"]
    assert isinstance(failure, ConfradarError)
    assert type(error).__name__ in str(failure)
    assert "secret" not in str(failure)
    assert answers["good"] == Fetched(b"- a", Validators(), None)
