"""The reader's directories are where the platform has them, and where the variables say."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from confradar import paths

NAMES = ("config", "data", "cache", "state")


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/ada"},
        {"HOME": "/home/ada/"},
        {"HOME": "/"},
        {"HOME": "home"},
        {"HOME": ""},
        {},
        {
            "HOME": "/home/ada",
            "XDG_CONFIG_HOME": "/c",
            "XDG_DATA_HOME": "/d/",
            "XDG_CACHE_HOME": "/e//f",
            "XDG_STATE_HOME": "/g",
        },
        {
            "HOME": "/home/ada",
            "XDG_CONFIG_HOME": "c",
            "XDG_DATA_HOME": "~/d",
            "XDG_CACHE_HOME": "",
            "XDG_STATE_HOME": " /g",
        },
    ],
)
def test_they_are_those_of_platformdirs(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "HOME",
        *(f"XDG_{name.upper()}_HOME" for name in NAMES),
        *(f"CONFRADAR_{name.upper()}_DIR" for name in NAMES),
    ):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    told = [
        Path(getattr(platformdirs, f"user_{name}_dir")("confradar", appauthor=False))
        for name in NAMES
    ]
    assert list(paths.resolve()) == told
