"""Homes for runs of the program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from confradar import paths
from support import Done, environment, run

Run = Callable[..., Done]


def reminded(environ: dict[str, str]) -> dict[str, str]:
    """The same, where the reader has been told today that the lists are old."""
    told = Path(environ["CONFRADAR_STATE_DIR"]) / "told-of-old-data"
    told.parent.mkdir(parents=True)
    told.write_text(environ["CONFRADAR_NOW"][:10])
    return environ


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment shared by tests that only read; the index is built once."""
    return reminded(environment(tmp_path_factory.mktemp("warm")))


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """An environment of the test's own."""
    return environment(tmp_path / "home")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose shipped data is the small catalogue of tests/corpus, which is read in no
    time."""
    root = tmp_path_factory.mktemp("small")
    shutil.copytree(
        paths.PACKAGE, root / "src" / "confradar", ignore=shutil.ignore_patterns("data")
    )
    (root / "data").mkdir()
    for name, copy in (("golden.yaml", "venues.yaml"), ("topics.yaml", "topics.yaml")):
        shutil.copy(Path(__file__).parents[1] / "corpus" / name, root / "data" / copy)
    shutil.copy(paths.bundled("guide.yaml"), root / "data" / "guide.yaml")
    return root


@pytest.fixture
def tiny(small: Path, tmp_path: Path) -> dict[str, str]:
    """An environment of the test's own, with the small catalogue as the shipped one."""
    return environment(tmp_path / "home", PYTHONPATH=str(small / "src"))


@pytest.fixture(scope="session")
def tiny_warm(small: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The same, shared by tests that only read."""
    return reminded(environment(tmp_path_factory.mktemp("tiny"), PYTHONPATH=str(small / "src")))


@pytest.fixture
def cr(warm: dict[str, str]) -> Run:
    """The program, piped, in the shared environment: ``cr("list", "-n", "1", NO_COLOR="1")``."""

    def call(*arguments: str, **more: str) -> Done:
        return run(arguments, {**warm, **more})

    return call


@pytest.fixture
def light(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of the program have the small catalogue as the shipped one, whose index takes a tenth of
    the time to build; but for tests marked ``shipped``, which ask of the real one."""
    if request.node.get_closest_marker("shipped") is None:
        small: Path = request.getfixturevalue("small")
        monkeypatch.setenv("PYTHONPATH", str(small / "src"))


@pytest.fixture(scope="module")
def follower(warm: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A reader who follows five venues and prepares for one."""
    environ = reminded(
        {
            **warm,
            "CONFRADAR_STATE_DIR": str(tmp_path_factory.mktemp("follower") / "state"),
            "CONFRADAR_NOW": "2026-11-27T12:00Z",
            "NO_COLOR": "1",
        }
    )
    run(["follow", "neurips", "acl", "iui", "icml", "eccv"], environ)
    run(["checklist", "neurips", "--done", "1.1"], environ)
    return environ
