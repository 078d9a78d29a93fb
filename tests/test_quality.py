"""The checks that are part of the test command: ruff, mypy --strict, the import contract; and the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=lambda command: " ".join(command),
)
def test_check(command: list[str]) -> None:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_context_reads_the_clock() -> None:
    """Below it `now` is a parameter; elsewhere nobody asks the system for the time."""
    for path in (ROOT / "src").rglob("*.py"):
        if path.name != "clock.py":
            text = path.read_text()
            for call in ("datetime.now(", "date.today(", "utcnow(", "time.time("):
                assert call not in text, f"{path}: {call}"
        if "confradar import clock" in path.read_text() or "confradar.clock" in path.read_text():
            assert path.name == "context.py", path


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in (ROOT / "src").rglob("*.py")}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_typer_still_needs_its_cap() -> None:
    """The cap in pyproject.toml keeps out releases that import pydantic when a command is dispatched.

    When this fails, Typer within the cap imports it too, or the cap was lifted: measure start-up before it goes.
    """
    script = "import typer, sys\napp = typer.Typer()\n@app.command()\ndef main(x: int = 1) -> None: ...\ntry:\n app(['--x', '2'])\nexcept SystemExit:\n pass\nprint('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_wheel_carries_the_data_and_works_from_any_directory(wheel: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"confradar/data/venues.yaml", "confradar/data/topics.yaml", "confradar/py.typed"} <= set(names)
    assert not [name for name in names if name.startswith(("tests", "docs"))]
    target = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(target)  # our own wheel
    environ = {
        **os.environ,
        "PYTHONPATH": str(target),
        "CONFRADAR_CACHE_DIR": str(tmp_path / "cache"),
        "CONFRADAR_CONFIG_DIR": str(tmp_path / "config"),
    }
    script = "import confradar, sys; from confradar.__main__ import main; sys.argv = ['confradar', 'show', 'nips', '--format', 'json']; print(confradar.__file__, file=sys.stderr); main()"
    done = subprocess.run([sys.executable, "-c", script], cwd="/", env=environ, capture_output=True, text=True, check=True)
    assert str(target) in done.stderr
    assert '"id": "neurips"' in done.stdout
