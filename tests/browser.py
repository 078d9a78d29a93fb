"""A real browser, Chromium without a window, for what the program writes to be looked at in one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTINGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def chromium() -> str:
    """The browser's program. Skips the test where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no Chromium here to open the files in (looked for {', '.join(NAMES)})")
    return found


def opened(page: Path, *, profile: Path) -> str:
    """The document as the browser has it after loading ``page``; ``profile`` is an empty directory
    of its own."""
    arguments = [
        chromium(),
        *SETTINGS,
        f"--user-data-dir={profile}",
        "--window-size=1200,900",
        "--dump-dom",
        page.as_uri(),
    ]
    done = subprocess.run(arguments, capture_output=True, timeout=120, check=True)
    return done.stdout.decode()
