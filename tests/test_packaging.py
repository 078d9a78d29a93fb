"""What is built and shipped, and the files that other tools read: the wheel, the workflow, the
hooks, the sessions of nox."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PYTHONS = [
    name.rsplit(" ", 1)[1] for name in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", name)
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of an environment with the wheel, and with the packages that run the
    tests instead of a second copy of them (an editable install among them is not taken over)."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python")]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    (theirs,) = folder.glob("**/site-packages")
    (theirs / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


def run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    kept |= {f"CONFRADAR_{name}_DIR": str(home / name) for name in ("CACHE", "CONFIG")}
    return subprocess.run(
        command, cwd=home, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_wheel_is_named_for_the_index_and_carries_the_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.startswith("confradar_cli-")
    assert {
        "confradar/data/venues.yaml",
        "confradar/data/topics.yaml",
        "confradar/data/guide.yaml",
        "confradar/data/match.model",
        "confradar/data/index.sqlite",
        "confradar/py.typed",
    } <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"confradar", "confradar_cli"}


def test_the_installed_wheel_runs(installed: Path, tmp_path: Path) -> None:
    """From any directory, by its command and as a module."""
    version = run([str(installed / "confradar"), "--version"], tmp_path)
    assert (version.returncode, version.stderr) == (0, "")
    done = run(
        [str(installed / "python"), "-m", "confradar", "show", "nips", "--format", "json"], tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert '"id": "neurips"' in done.stdout


def test_a_first_run_of_the_installed_wheel_reads_no_catalogue(
    installed: Path, tmp_path: Path
) -> None:
    """Its index came with it; it is built anew where the catalogue is another."""
    (tmp_path / "yaml.py").write_text("raise SystemExit('YAML is read')")
    ask = "import sys; sys.path.insert(0, '.'); from confradar.__main__ import main; main()"
    command = [str(installed / "python"), "-c", ask, "list", "--topic", "nlp", "--limit", "1"]
    first = run(command, tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    (catalogue,) = installed.parent.glob("**/confradar/data/venues.yaml")
    before = catalogue.read_bytes()
    try:
        catalogue.write_bytes(before + b"# another\n")
        assert "YAML is read" in run(command, tmp_path).stderr
    finally:
        catalogue.write_bytes(before)


def test_the_installed_wheel_says_what_it_is(installed: Path, tmp_path: Path) -> None:
    ask = (
        "import confradar, importlib.metadata as metadata;"
        "print(confradar.__file__, metadata.version('confradar-cli') == confradar.__version__,"
        " *metadata.metadata('confradar-cli').get_all('Project-URL'), sep='\\n')"
    )
    place, same, *addresses = run([str(installed / "python"), "-c", ask], tmp_path).stdout.split(
        "\n"
    )
    assert Path(place).is_relative_to(installed.parent), "not the checkout's"
    assert same == "True"
    assert [line for line in addresses if line.startswith("Homepage, https://")]


def test_the_workflow_runs_the_readme_s_test_command_everywhere() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text())["jobs"]
    matrix = jobs["test"]["strategy"]["matrix"]
    assert matrix["python"] == PYTHONS
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    (command,) = (
        line for line in (ROOT / "README.md").read_text().splitlines() if "-e '.[test]'" in line
    )
    for step in (step["run"] for step in jobs["test"]["steps"] if "run" in step):
        assert step.removeprefix("python -m ") in command, step
    scripts = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    for name in re.findall(r"\.ci/\w+", " ".join(scripts)):
        assert (ROOT / name).is_file()


def test_each_hook_is_one_of_the_checks() -> None:
    (repo,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    entries = [hook["entry"].split() for hook in repo["hooks"]]
    assert {entry[0] for entry in entries} == {"ruff", "mypy", "typos", "confradar"}
    assert all({"id", "name", "entry", "language"} <= set(hook) for hook in repo["hooks"])
    assert all((ROOT / name).exists() for entry in entries for name in entry if "/" in name)


def test_nox_knows_the_same_pythons() -> None:
    listed = re.search(r"^PYTHONS = (\[.*\])$", (ROOT / "noxfile.py").read_text(), re.MULTILINE)
    assert listed
    assert yaml.safe_load(listed[1]) == PYTHONS
