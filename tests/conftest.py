"""What all tests share: a run that cannot see the developer's own settings or home, and the
upstream snapshots."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support import SHARED_CACHE

# CI tries the same examples every time, so that a red run is the change's; everybody else's runs
# search on.
settings.register_profile(
    "confradar",
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("confradar")

ROOT = Path(__file__).resolve().parents[1]

# A file of tests runs in one process. What takes longest begins first, so that it is not what
# everybody waits for in the end.
_LONGEST = (
    "test_docs.py",
    "test_export.py",
    "test_sync.py",
    "test_cases.py",
    "test_checklist.py",
    "test_contract.py",
    "test_yours.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files of tests by how long they take."""
    items.sort(
        key=lambda item: (
            _LONGEST.index(item.path.name) if item.path.name in _LONGEST else len(_LONGEST)
        )
    )


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Own directories, UTC, 120 columns and no colour settings: the same on every machine."""
    for name in list(os.environ):
        if name.startswith("CONFRADAR_") or name in {
            "NO_COLOR",
            "FORCE_COLOR",
            "CLICOLOR_FORCE",
            "TERM",
            "LC_ALL",
            "LC_TIME",
            "LANG",
        }:
            monkeypatch.delenv(name)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"CONFRADAR_{name}_DIR", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("CONFRADAR_CACHE_DIR", SHARED_CACHE)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLUMNS", "120")
    _tzset()
    yield
    monkeypatch.undo()
    _tzset()


def _tzset() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


_UPSTREAM = Path(os.environ.get("CONFRADAR_UPSTREAM", str(ROOT.parent / "shared" / "upstream")))


@pytest.fixture(scope="session")
def upstream() -> Path:
    """The folder of real upstream snapshots; tests that need it are skipped where it is absent."""
    if not (_UPSTREAM / "ccfddl" / "allconf.yml").is_file():
        pytest.skip(
            "no upstream snapshots here: point CONFRADAR_UPSTREAM at a folder with ccfddl/, "
            "hf/ and aideadlines/"
        )
    return _UPSTREAM


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The folder of the shipped catalogue."""
    return ROOT / "data"
