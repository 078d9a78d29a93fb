"""What several tests share: small catalogues written for one test, and the program run as its users
run it."""

from __future__ import annotations

import atexit
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import yaml

from confradar import paths
from confradar.index.opening import index_path, open_index

# One cache for all tests of a process that do not look into theirs: the index of the shipped
# catalogue is built once.
SHARED_CACHE = tempfile.mkdtemp(prefix="confradar-tests-")
atexit.register(shutil.rmtree, SHARED_CACHE, ignore_errors=True)

NOW = "2026-09-01T00:00Z"
NOW_EPOCH = 1788220800
TOPICS = paths.bundled("topics.yaml")
SHIPPED = paths.bundled("venues.yaml")
PROGRAM = (sys.executable, "-m", "confradar")


def venue(id_: str, **changed: Any) -> dict[str, Any]:
    """A venue's record that breaks no rule; a key changed to None is left out."""
    record = {
        "id": id_,
        "acronym": f"{id_}-A",
        "name": f"Meeting on {id_} things",
        "kind": "conference",
        "topics": ["nlp"],
        "url": f"https://{id_}.example/",
        "cadence": "annual",
        "sources": [f"https://{id_}.example/"],
        **changed,
    }
    return {key: value for key, value in record.items() if value is not None}


def edition(year: int, *deadlines: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """An edition's record with its deadlines."""
    return {"year": year, **changed, **({"deadlines": list(deadlines)} if deadlines else {})}


def deadline(at: str, kind: str = "paper", **changed: Any) -> dict[str, Any]:
    """A deadline's record, from a page."""
    return {"kind": kind, "at": at, "source": "https://call.example/", **changed}


def written(path: Path, *venues: dict[str, Any], **top: Any) -> Path:
    """A catalogue file of these records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({"schema": 1, **top, "venues": list(venues)}, sort_keys=False))
    return path


@dataclass(frozen=True)
class Done:
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of tab-separated output, without the header."""
        return [line.split("\t") for line in self.out.splitlines()[1:]]


def _shared_index() -> Path:
    """The index of the shipped catalogue, which is built once in a process."""
    folder = Path(SHARED_CACHE) / "index"
    index = index_path([SHIPPED], TOPICS, folder)
    if not index.exists():
        guide = paths.bundled("guide.yaml")
        open_index([SHIPPED], TOPICS, folder, guide=guide, base=SHIPPED).close()
    return index


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing of the real home or of this test run's own is seen, at a
    fixed time. The index of the shipped catalogue is there, as after a first run, unless another
    cache is named."""
    if "CONFRADAR_CACHE_DIR" not in more:
        index = _shared_index()
        (home / "cache" / "index").mkdir(parents=True, exist_ok=True)
        shutil.copy2(index, home / "cache" / "index" / index.name)
    ignored = (
        "CONFRADAR_",
        "XDG_",
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "FORCE_COLOR",
        "TERM",
        "PYTHON",
        "PYTEST_",
        "_CONFRADAR",
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ignored)}
    places = {
        f"CONFRADAR_{name.upper()}_DIR": str(home / name)
        for name in ("config", "data", "cache", "state")
    }
    return {
        **kept,
        "HOME": str(home),
        "TZ": "UTC",
        "TERM": "xterm-256color",
        "CONFRADAR_NOW": NOW,
        **places,
        **more,
    }


def run(
    arguments: Sequence[str],
    environ: Mapping[str, str],
    *,
    cwd: Path | None = None,
    program: Sequence[str] = PROGRAM,
    timeout: float = 60,
) -> Done:
    """The program with these arguments, its output piped."""
    done = subprocess.run(
        [*program, *arguments],
        env=dict(environ),
        cwd=cwd,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


def called(arguments: Sequence[str], environ: Mapping[str, str]) -> Done:
    """The program with these arguments inside this process, which takes a tenth of the time:
    whatever it raises comes out."""
    from confradar.cli.app import app

    out, err = (
        io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", write_through=True)
        for _ in range(2)
    )
    code: object = 0
    with (
        mock.patch.dict(os.environ, environ, clear=True),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        time.tzset()
        try:
            app(list(arguments), prog_name="confradar")
        except SystemExit as end:
            code = end.code
    time.tzset()
    texts = [
        stream.buffer.getvalue().decode()
        for stream in (out, err)
        if isinstance(stream.buffer, io.BytesIO)
    ]
    return Done(code if isinstance(code, int) else 0, *texts)
