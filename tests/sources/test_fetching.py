"""Asking several sources side by side: what one of them raises is its own failure."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from confradar.errors import ConfradarError
from confradar.sources import fetching
from confradar.sources.answers import Limits, Validators
from confradar.sources.fetching import Fetched, fetch_all
from confradar.sources.registry import SourceSpec


@pytest.mark.parametrize(
    "error",
    [RuntimeError("boom"), MemoryError(), OSError(24, "Too many open files"), KeyError("x")],
)
def test_whatever_a_fetch_raises_is_its_failure(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (
        SourceSpec(id_, f"https://me:secret@{id_}.example/x", "ccfddl") for id_ in ("bad", "good")
    )

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


def test_what_is_never_done_is_one_source_s_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (SourceSpec(id_, f"https://{id_}.example/x", "ccfddl") for id_ in ("bad", "good"))
    released = threading.Event()

    def fetch_source(spec: SourceSpec, *_: object, **__: object) -> Fetched:
        if spec is bad:
            released.wait(30)
        return Fetched(b"- a", Validators(), None)

    monkeypatch.setattr(fetching, "fetch_source", fetch_source)
    monkeypatch.setattr(fetching, "GRACE", 0)
    answers = fetch_all({bad: None, good: None}, agent="confradar/9", limits=Limits(total=0.2))
    released.set()
    assert "not done within 0.2 s" in str(answers["bad"])
    assert answers["good"] == Fetched(b"- a", Validators(), None)


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a terminal's end"])
def test_what_is_no_file_is_not_waited_for(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    if kind == "a pipe":
        os.mkfifo(path)
    else:
        path = Path("/dev/zero" if kind == "a device" else "/dev/tty")
    spec = SourceSpec("lab", str(path), "ccfddl")
    answer = fetch_all({spec: None}, agent="confradar/9", limits=Limits())["lab"]
    assert isinstance(answer, ConfradarError)
    assert str(path) in str(answer)
