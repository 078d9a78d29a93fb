"""The documents say what the program does: every command block of the README runs, every picture is real output."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal import on_terminal

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = re.compile(r"<!-- picture: (?P<command>[^\n]*?) -->\n```text\n(?P<shown>.*?)```\n", re.DOTALL)


def blocks() -> list[str]:
    """The command blocks of the README."""
    return re.findall(r"```sh\n(.*?)```", README.read_text(), re.DOTALL)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the checkout as a fresh clone would be."""
    copy = tmp_path_factory.mktemp("clone") / "confradar"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    yield copy
    shutil.rmtree(copy.parent, ignore_errors=True)


def environment(home: Path) -> dict[str, str]:
    """A new user's environment: an empty home, nothing of this test run's."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("CONFRADAR_", "PYTEST_", "VIRTUAL_ENV", "PYTHON", "XDG_", "COLUMNS"))
    }
    return {**kept, "HOME": str(home), "TZ": "UTC", "CONFRADAR_NOW": "2026-11-21T00:00Z"}


def test_every_command_block_of_the_readme_runs(checkout: Path, tmp_path: Path) -> None:
    """In order, in a fresh clone; the test command itself collects its tests instead of running them once more."""
    environ = environment(tmp_path)
    environ["PYTEST_ADDOPTS"] = "--collect-only -p no:cacheprovider"
    environ["PATH"] = f"{checkout / '.venv' / 'bin'}{os.pathsep}{environ['PATH']}"
    assert len(blocks()) >= 6
    for block in blocks():
        script = f"set -euo pipefail\nexport PATH\n{block}"
        # `| head` may close the pipe early, which is no failure of the program
        done = subprocess.run(["bash", "-c", script], cwd=checkout, env=environ, capture_output=True, text=True, timeout=280, check=False)
        assert done.returncode in {0, 141}, f"{block}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        assert "Traceback" not in done.stderr, block


def test_pictures_of_the_readme_are_real_output(tmp_path: Path) -> None:
    """UPDATE_DOCS=1 writes them anew."""
    environ = {**environment(tmp_path), "NO_COLOR": "1"}
    on_terminal(["list", "--limit", "1"], columns=100, environ=environ)  # says once that the data are old
    text = README.read_text()

    def real(match: re.Match[str]) -> str:
        command, _, before = match["command"].partition(" | after: ")
        for step in before.split("; ") if before else ():
            on_terminal(shlex.split(step)[1:], columns=100, environ=environ)
        shown = on_terminal(shlex.split(command)[1:], columns=100, environ=environ)
        lines = "\n".join(line.rstrip() for line in shown.splitlines())
        return f"<!-- picture: {match['command']} -->\n```text\n{lines}\n```\n"

    fresh = PICTURE.sub(real, text)
    assert len(PICTURE.findall(text)) >= 2
    if os.environ.get("UPDATE_DOCS"):
        README.write_text(fresh)
    assert fresh == README.read_text(), "run the tests with UPDATE_DOCS=1 to renew the pictures"


def test_numbers_of_the_readme_are_those_of_the_catalogue(tmp_path: Path) -> None:
    environ = environment(tmp_path)
    shown = on_terminal(["stats", "--format", "tsv"], columns=200, environ=environ)
    total = next(line.split("\t") for line in shown.splitlines() if line.startswith("total"))
    venues, editions, dates = (int(number) for number in total[2:5])
    claimed = re.search(r"\*\*([\d,]+) venues, ([\d,]+) editions, ([\d,]+) dated points\*\*", README.read_text())
    assert claimed
    told = [int(number.replace(",", "")) for number in claimed.groups()]
    assert told[:2] == [venues, editions]
    assert abs(told[2] - dates) < 100, "the README rounds to hundreds"


def test_schema_in_the_docs_is_the_program_s(tmp_path: Path) -> None:
    import json

    from confradar.catalogue.schema import json_schema

    assert json.loads((ROOT / "docs" / "catalogue.schema.json").read_text()) == json_schema(), (
        "run: confradar schema > docs/catalogue.schema.json"
    )


def test_the_record_in_contributing_is_valid(tmp_path: Path) -> None:
    from confradar.catalogue.load import load_text

    block = re.search(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL)
    assert block
    indented = "\n".join(line[3:] for line in block[1].splitlines())
    catalogue = load_text(f"schema: 1\nvenues:\n{indented}\n", "CONTRIBUTING.md")
    assert catalogue.venues[0].id == "examplenlp"
    assert len(catalogue.venues[0].editions[0].deadlines) == 3


def test_the_image_of_the_readme_is_the_program_s(tmp_path: Path) -> None:
    """UPDATE_DOCS=1 writes it anew."""
    drawn, kept = tmp_path / "timeline.svg", ROOT / "docs" / "timeline.svg"
    command = ["timeline", "--topic", "ml", "--ccf", "A,B", "--kind", "conference", "--svg", str(drawn)]
    on_terminal(command, columns=100, environ=environment(tmp_path))
    if os.environ.get("UPDATE_DOCS"):
        shutil.copy(drawn, kept)
    assert drawn.read_text() == kept.read_text(), "run the tests with UPDATE_DOCS=1 to renew the image"
