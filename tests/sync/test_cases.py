"""The shared cases of what lists say and what the program then says, each run as a user would, in
this process."""

from __future__ import annotations

import gc
import importlib.machinery
import importlib.util
import io
import os
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

import pytest
import yaml

from confradar.catalogue.load import load_text
from confradar.cli.app import app
from confradar.cli.boundary import Boundary
from confradar.sync import run

ROOT = Path(__file__).resolve().parents[2]

CASES = ROOT.parent / "shared" / "cases"
NAMES = sorted(path.stem for path in (CASES / "intake").glob("*.yaml"))

# The shipped catalogue is read once, not once a sync.
_loaded = cache(load_text)


def _judge() -> ModuleType:
    """The cases' own runner, which compares what the program says with what a case expects."""
    loader = importlib.machinery.SourceFileLoader("case_runner", str(CASES / "run"))
    spec = importlib.util.spec_from_loader("case_runner", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def _in_process(
    command: list[str], *, env: dict[str, str], cwd: Path, **_: object
) -> SimpleNamespace:
    """What ``subprocess.run`` answers, of the program run here."""
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)
    )
    code: int | str | None = 0
    with (
        patch.dict(os.environ, env, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(cwd),
    ):
        try:
            with Boundary():
                app(command[1:], prog_name="confradar")
        except SystemExit as end:
            code = end.code
    with warnings.catch_warnings():  # a process would end here, and close its index with it
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
        gc.freeze()  # what is left is kept by others: the next collection need not look at it again
    out.seek(0)
    err.seek(0)
    return SimpleNamespace(returncode=code or 0, stdout=out.read(), stderr=err.read())


@pytest.mark.skipif(not NAMES, reason="no cases here: they stand in ../shared/cases/intake")
@pytest.mark.parametrize("name", NAMES or [""])
def test_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = _judge()
    monkeypatch.setattr(judge, "subprocess", SimpleNamespace(run=_in_process))
    monkeypatch.setattr(run, "load_text", _loaded)
    case = yaml.safe_load((CASES / "intake" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert judge.check("confradar", case, tmp_path) == []
