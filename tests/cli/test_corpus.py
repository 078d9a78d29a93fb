"""What every command writes in every format, piped and on terminals, byte for byte: the files of
tests/corpus.

``UPDATE_CORPUS=1 python -m pytest tests/cli/test_corpus.py`` writes them anew; then read the
difference before it is committed.
They come from the small catalogue beside them, at 2026-09-01T00:00Z, and a past year of the shipped
one. Escape is shown as ␛.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from support import run
from terminal import on_terminal

CORPUS = Path(__file__).parents[1] / "corpus"
OURS = ["--catalogue", "golden.yaml"]
COMMANDS = {
    "list": ["list", *OURS, "--query", "golden"],
    "deadlines": ["deadlines", *OURS, "goldconf", "--tz", "Europe/Paris"],
    "past": ["deadlines", *OURS, "goldconf", "--past"],
    "show": ["show", *OURS, "goldconf"],
    "show-journal": ["show", *OURS, "goldjournal"],
    "shipped": [
        "deadlines",
        "neurips",
        "--from",
        "2021-01-01",
        "--to",
        "2021-12-31",
        "--columns",
        "venue,year,kind,at,wall,zone",
    ],
    "lint": ["lint", "golden.yaml"],
    "lint-broken": ["lint", "broken.yaml"],
}
FORMATS = ["tsv", "csv", "json", "jsonl", "yaml", "md"]
PIPED = {
    **{
        f"{name}.{form}": [*COMMANDS[name], "--format", form]
        for name in ("list", "deadlines")
        for form in FORMATS
    },
    **{
        f"show.{form}": [*COMMANDS["show"], "--format", form]
        for form in ("table", "json", "yaml", "csv")
    },
    **{
        f"{name}.piped": COMMANDS[name]
        for name in ("past", "show-journal", "shipped", "lint", "lint-broken")
    },
    "lint-broken.json": [*COMMANDS["lint-broken"], "--format", "json"],
    "list.table": [*COMMANDS["list"], "--format", "table"],
    "list.columns": [
        *COMMANDS["list"],
        "--columns",
        "id,next_deadline.kind,next_deadline.at,parent",
        "--no-header",
    ],
    "bad-catalogue": [
        "topics",
        "--catalogue",
        "broken.yaml",
        "--columns",
        "id",
        "--format",
        "jsonl",
    ],
}
ON_TERMINALS = {
    f"{name}.{columns}{'.plain' if plain else ''}": (COMMANDS[name], columns, plain)
    for name in ("list", "deadlines", "show", "lint-broken")
    for columns in (80, 120)
    for plain in (False, True)
}


def compare(name: str, shown: str) -> None:
    path = CORPUS / f"{name}.txt"
    if os.environ.get("UPDATE_CORPUS"):
        path.write_text(shown)
    assert shown == path.read_text(), f"see {path.name}; UPDATE_CORPUS=1 writes it anew"


@pytest.mark.parametrize("name", PIPED)
def test_piped(name: str, warm: dict[str, str]) -> None:
    done = run(PIPED[name], {**warm, "COLUMNS": "100"}, cwd=CORPUS)
    assert "\x1b" not in done.out + done.err
    compare(name, f"{done.out}{'-' * 8} stderr, exit {done.code}\n{done.err}")


@pytest.mark.parametrize("name", ON_TERMINALS)
def test_on_a_terminal(name: str, warm: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, columns, plain = ON_TERMINALS[name]
    monkeypatch.chdir(CORPUS)
    shown = on_terminal(
        arguments, columns=columns, environ={**warm, **({"NO_COLOR": "1"} if plain else {})}
    )
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(cell_len, bare.splitlines())) <= columns
    assert ("\x1b" in shown) is not plain
    assert "\x1b" not in bare, "only colours, never what data asks for"
    compare(name, shown.replace("\x1b", "␛"))


@pytest.mark.parametrize("form", [*FORMATS, "table"])
@pytest.mark.parametrize("command", ["topics", "stats"])
def test_counts(command: str, form: str, tiny_warm: dict[str, str]) -> None:
    """Of a checkout whose shipped data is the small catalogue."""
    done = run([command, "--format", form], tiny_warm)
    compare(f"{command}.{form}", f"{done.out}{'-' * 8} stderr, exit {done.code}\n{done.err}")


def test_every_file_of_the_corpus_has_its_test() -> None:
    expected = {
        *PIPED,
        *ON_TERMINALS,
        *(f"{command}.{form}" for command in ("topics", "stats") for form in (*FORMATS, "table")),
    }
    assert {path.stem for path in CORPUS.glob("*.txt")} == expected
