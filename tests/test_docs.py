"""The documents say what the program does: every command block of them runs, every picture is real
output."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import SHARED_CACHE
from terminal import on_terminal

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURE = re.compile(
    r"<!-- picture: (?P<command>[^\n]*?) -->\n```text\n(?P<shown>.*?)```\n", re.DOTALL
)
PYTHON = re.compile(
    r"```python\n(?P<code>.*?)```\n(?:(?P<head>\n<!-- prints -->\n```text\n).*?```\n)?", re.DOTALL
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def project_files() -> list[str]:
    """The paths of the project's own files, from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def blocks(page: Path) -> list[str]:
    """The command blocks of a page."""
    return re.findall(r"```sh\n(.*?)```", page.read_text(), re.DOTALL)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the checkout as a fresh clone would be."""
    copy = tmp_path_factory.mktemp("clone") / "confradar"
    for name in project_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    yield copy
    shutil.rmtree(copy.parent, ignore_errors=True)


SHARED = {"CONFRADAR_CACHE_DIR": SHARED_CACHE}


def environment(home: Path) -> dict[str, str]:
    """A new user's environment: an empty home, nothing of this test run's."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("CONFRADAR_", "PYTEST_", "VIRTUAL_ENV", "PYTHON", "XDG_", "COLUMNS"))
    }
    return {**kept, "HOME": str(home), "TZ": "UTC", "CONFRADAR_NOW": "2026-11-21T00:00Z"}


def lend(checkout: Path) -> None:
    """Put the packages of the running environment, which the README's test command made (as CI
    does), into the checkout's own of the same Python, so that the command installs there what is
    missing or another version, and nothing twice.
    """
    theirs = subprocess.run(
        [
            checkout / ".venv" / "bin" / "python",
            "-c",
            "import sys, sysconfig; print(sysconfig.get_path('purelib'), *sys.version_info[:2])",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    if theirs[1:] != [str(number) for number in sys.version_info[:2]]:
        return
    for source in Path(sysconfig.get_path("purelib")).iterdir():
        target = Path(theirs[0]) / source.name
        if target.exists() or "confradar" in source.name:
            continue
        if source.is_dir():
            shutil.copytree(
                source,
                target,
                copy_function=os.link if same_disk(source, target.parent) else shutil.copy2,
            )
        else:
            shutil.copy2(source, target)


def same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def test_every_command_block_runs(checkout: Path, tmp_path: Path) -> None:
    """Those of a page in order, for a new user of each page, in a fresh clone set up by the
    README's first; its test command collects its tests instead of running them once more.
    """
    shared = {
        "PYTEST_ADDOPTS": "--collect-only -p no:cacheprovider -n 0",
        "PATH": f"{checkout / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    assert len(blocks(README)) >= 3
    for page in PAGES:
        environ = environment(tmp_path / page.stem) | shared
        for block in blocks(page):
            if "[test]" in block:
                lend(checkout)
            script = f"set -euo pipefail\nexport PATH\n{block}"
            # `| head` may close the pipe early, which is no failure of the program
            done = subprocess.run(
                ["bash", "-c", script],
                cwd=checkout,
                env=environ,
                capture_output=True,
                text=True,
                timeout=280,
                check=False,
            )
            assert done.returncode in {0, 141}, (
                f"{page.name}: {block}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
            )
            assert "Traceback" not in done.stderr, block


@pytest.mark.parametrize(
    "page", [page for page in PAGES if PICTURE.search(page.read_text())], ids=lambda page: page.name
)
def test_pictures_are_real_output(page: Path, tmp_path: Path) -> None:
    """UPDATE_DOCS=1 writes them anew."""
    environ = environment(tmp_path) | SHARED | {"NO_COLOR": "1"}
    on_terminal(
        ["list", "--limit", "1"], columns=100, environ=environ
    )  # says once that the data are old
    text = page.read_text()

    def real(match: re.Match[str]) -> str:
        command, _, before = match["command"].partition(" | after: ")
        for step in before.split("; ") if before else ():
            on_terminal(shlex.split(step)[1:], columns=100, environ=environ)
        shown = on_terminal(shlex.split(command)[1:], columns=100, lines=24, environ=environ)
        lines = "\n".join(line.rstrip() for line in shown.splitlines())
        return f"<!-- picture: {match['command']} -->\n```text\n{lines}\n```\n"

    fresh = PICTURE.sub(real, text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(fresh)
    assert fresh == page.read_text(), "run the tests with UPDATE_DOCS=1 to renew the pictures"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if PYTHON.search(page.read_text())], ids=lambda page: page.name
)
def test_python_of_the_pages_runs_and_prints_what_they_say(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The blocks of a page in order, as one program. UPDATE_DOCS=1 writes what they print anew."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONFRADAR_NOW", "2026-11-21T00:00Z")
    names: dict[str, object] = {"__name__": page.name}

    def real(match: re.Match[str]) -> str:
        exec(compile(match["code"], page.name, "exec"), names)  # noqa: S102 # our own pages
        printed = capsys.readouterr().out
        assert bool(printed) == bool(match["head"]), match["code"]
        shown = f"{match['head']}{printed}```\n" if printed else ""
        return f"```python\n{match['code']}```\n{shown}"

    text = page.read_text()
    fresh = PYTHON.sub(real, text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(fresh)
    assert fresh == page.read_text(), "run the tests with UPDATE_DOCS=1 to renew the output"


def test_the_readme_is_short_and_shows_what_it_is_about() -> None:
    text = README.read_text()
    assert len(text.splitlines()) <= 150
    assert len(PICTURE.findall(text)) == 1
    assert [block.startswith("python3 -m venv") for block in blocks(README)[:2]] == [True, True]
    assert {f"docs/{page.name}" for page in PAGES if page.parent.name == "docs"} <= set(
        LINK.findall(text)
    ), "every page is linked"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    assert [
        target for target in LINK.findall(page.read_text()) if not (page.parent / target).exists()
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_files_that_a_page_names_are_there(page: Path) -> None:
    """By their path, or by a name that one file of the project has."""
    present = [f"/{name}" for name in project_files()]
    named = re.findall(r"(?:`|python )([a-z_/]+\.py)\b", page.read_text())
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in present)] == []


def test_numbers_of_the_readme_are_those_of_the_catalogue(tmp_path: Path) -> None:
    environ = environment(tmp_path) | SHARED
    shown = on_terminal(["stats", "--format", "tsv"], columns=200, environ=environ)
    total = next(line.split("\t") for line in shown.splitlines() if line.startswith("total"))
    venues, editions, dates = (int(number) for number in total[2:5])
    claimed = re.search(
        r"\*\*([\d,]+) venues, ([\d,]+) editions, ([\d,]+) dated points\*\*", README.read_text()
    )
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


def test_the_image_in_the_docs_is_the_program_s(tmp_path: Path) -> None:
    """UPDATE_DOCS=1 writes it anew."""
    drawn, kept = tmp_path / "timeline.svg", ROOT / "docs" / "timeline.svg"
    command = [
        "timeline",
        "--topic",
        "ml",
        "--ccf",
        "A,B",
        "--kind",
        "conference",
        "--svg",
        str(drawn),
    ]
    on_terminal(command, columns=100, environ=environment(tmp_path) | SHARED)
    if os.environ.get("UPDATE_DOCS"):
        shutil.copy(drawn, kept)
    assert drawn.read_text() == kept.read_text(), (
        "run the tests with UPDATE_DOCS=1 to renew the image"
    )
