"""docs/formats.md: every schema of the program, its keys, and an example that has the shape of what
the program writes."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from confradar.views import machine_rows, reminders
from support import SHARED_CACHE, called, environment

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "formats.md"
SECTION = re.compile(r"^## `(confradar\.[a-z]+/\d+)`\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(
    r"<!-- example: (?P<command>[^\n]*?) -->\n```json\n(?P<shown>.*?)```\n", re.DOTALL
)
SCHEMAS = {
    schema.name: schema
    for schema in (*vars(machine_rows).values(), reminders.SCHEMA)
    if isinstance(schema, machine_rows.Schema)
}


def sections() -> dict[str, str]:
    """The text under each schema's heading."""
    return dict(SECTION.findall(PAGE.read_text()))


def cut(value: Any) -> Any:
    """The same with lists cut to their first entry."""
    if isinstance(value, dict):
        return {key: cut(item) for key, item in value.items()}
    return [cut(item) for item in value[:1]] if isinstance(value, list) else value


def differences(shown: Any, real: Any, place: str = "") -> list[str]:
    """Where two documents differ in keys, their order, or types; what is null on either side, or
    empty, says nothing."""
    if shown is None or real is None:
        return []
    if isinstance(shown, dict) and isinstance(real, dict):
        if list(shown) != list(real):
            return [f"{place}: {list(shown)} is {list(real)}"]
        return [
            line for key in shown for line in differences(shown[key], real[key], f"{place}.{key}")
        ]
    if isinstance(shown, list) and isinstance(real, list):
        return differences(shown[0], real[0], f"{place}[]") if shown and real else []
    return [] if type(shown) is type(real) else [f"{place}: {shown!r} is {real!r}"]


def wrong_instants(value: Any, place: str = "") -> list[str]:
    """Every ``at`` that is no instant in UTC."""
    if isinstance(value, list):
        return [line for item in value for line in wrong_instants(item, place)]
    if not isinstance(value, dict):
        return []
    own = value.get("at")
    bad = (
        [f"{place}.at: {own}"]
        if own is not None and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(own))
        else []
    )
    return bad + [
        line for key, item in value.items() for line in wrong_instants(item, f"{place}.{key}")
    ]


def test_every_schema_is_described() -> None:
    code = " ".join(path.read_text() for path in (ROOT / "src" / "confradar").rglob("*.py"))
    assert set(sections()) == set(re.findall(r'"(confradar\.[a-z]+/\d+)"', code))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name: str) -> None:
    words = re.findall(r"`([a-z_0-9]+)`", sections()[name].partition("<!--")[0])
    schema = SCHEMAS[name]
    assert {*schema.columns, *schema.extra} <= set(words)


def test_the_examples_have_the_shape_of_what_the_program_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UPDATE_DOCS=1 writes them anew."""
    monkeypatch.chdir(ROOT)
    environ = environment(
        tmp_path, CONFRADAR_NOW="2026-11-21T00:00Z", CONFRADAR_CACHE_DIR=SHARED_CACHE
    )
    wrong: list[str] = []

    def real(match: re.Match[str]) -> str:
        command, _, before = match["command"].partition(" | after: ")
        for step in before.split("; ") if before else ():
            assert called(shlex.split(step)[1:], environ).code == 0, step
        document = json.loads(called(shlex.split(command)[1:], environ).out)
        assert document["items"], command
        wrong.extend(wrong_instants(document, command))
        short = cut(document)
        if match["shown"]:
            wrong.extend(differences(json.loads(match["shown"]), short, command))
        return (
            f"<!-- example: {match['command']} "
            f"-->\n```json\n{json.dumps(short, indent=2, ensure_ascii=False)}\n```\n"
        )

    fresh = EXAMPLE.sub(real, PAGE.read_text())
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(fresh)
    else:
        assert wrong == []
