"""Readers with a small catalogue, and a site of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A reader of this test's own."""
    return World(tmp_path)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in both languages, to be read."""
    folder = tmp_path_factory.mktemp("published")
    site = folder / "site"
    done = World(folder)(
        "publish", str(site), "--lang", "both", "--base-url", "https://lab.example/radar"
    )
    assert done.code == 0, done.err
    return site
