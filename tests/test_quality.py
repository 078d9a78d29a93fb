"""The checks that are part of the test command: ruff, mypy --strict, the import contract."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
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
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_context_and_the_library_read_the_clock() -> None:
    """Below them `now` is a parameter; elsewhere nobody asks the system for the time."""
    for path in (ROOT / "src").rglob("*.py"):
        if path.name != "clock.py":
            text = path.read_text()
            for call in ("datetime.now(", "date.today(", "utcnow(", "time.time("):
                assert call not in text, f"{path}: {call}"
        if "confradar import clock" in path.read_text() or "confradar.clock" in path.read_text():
            assert path.name in {"context.py", "radar.py"}, path


MOST_LINES, MOST_OF_A_FUNCTION, MOST_PARAMETERS = 350, 40, 8


def modules() -> Iterator[tuple[str, str]]:
    """The name and the text of each module."""
    package = ROOT / "src" / "confradar"
    for path in sorted(package.rglob("*.py")):
        yield path.relative_to(package).as_posix(), path.read_text()


def functions() -> Iterator[tuple[str, int, int]]:
    """Every function of them: where it is, its lines, and its parameters. Of a command the lines of
    its body, and no parameters: they are its options."""
    for name, text in modules():
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            command = any(
                isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "command"
                for decorator in node.decorator_list
            )
            start = node.body[0].lineno if command else node.lineno
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            own = [arg for arg in given if arg.arg not in {"self", "cls"}]
            lines = (node.end_lineno or start) - start + 1
            yield f"{name}:{node.lineno} {node.name}", lines, 0 if command else len(own)


def test_functions_are_short_and_take_few_parameters() -> None:
    assert [
        place
        for place, lines, count in functions()
        if lines > MOST_OF_A_FUNCTION or count > MOST_PARAMETERS
    ] == []


def test_modules_are_short() -> None:
    assert [name for name, text in modules() if len(text.splitlines()) > MOST_LINES] == []


DISPATCH = """
import sys, typer
app = typer.Typer()
@app.command()
def main(x: int = 1) -> None: ...
try:
    app(["--x", "2"])
except SystemExit:
    pass
print("pydantic" in sys.modules)
"""


def loads_pydantic(*path: Path) -> bool:
    """Whether Typer (that of ``path``, else the one installed) imports pydantic when a command with
    a parameter is dispatched."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    done = subprocess.run(
        [sys.executable, "-c", DISPATCH], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip() == "True"


def test_typer_within_its_cap_loads_no_pydantic() -> None:
    assert not loads_pydantic()


@pytest.mark.skipif(
    "CONFRADAR_TEST_DRIFT" not in os.environ,
    reason="asks what is newest: `bash .ci/newest` runs it",
)
def test_typer_still_needs_its_cap(tmp_path: Path) -> None:
    """Of the releases that the cap in pyproject.toml keeps out, the newest is tried, where a
    package index answers."""
    cap = re.search(r'"typer>=[\d.]+,<([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert cap, "without a cap this test can go"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--retries",
        "0",
        "--timeout",
        "10",
        "--target",
        str(tmp_path),
    ]
    if subprocess.run([*pip, f"typer>={cap[1]}"], capture_output=True, check=False).returncode:
        pytest.skip("no newer Typer can be had")
    assert loads_pydantic(tmp_path), (
        "the newest Typer imports pydantic no more: raise or lift the cap, and run bench/startup.py"
    )
