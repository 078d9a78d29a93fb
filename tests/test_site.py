"""The documentation as a site, and what of it the program's own help makes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning."""
    built = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "-d", built],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return built


def test_the_site_has_every_page_and_asks_nobody_else_for_anything(site: Path) -> None:
    pages = {page.stem for page in DOCS.glob("*.md")}
    assert pages <= {page.stem for page in site.glob("*.html")}
    asked = re.compile(r"""(?:<(?:script|img|iframe)[^>]* src|<link[^>]* href)=["']?https?:""")
    assert [page.name for page in site.glob("*.html") if asked.search(page.read_text())] == []


def test_the_reference_is_that_of_the_program(
    reference: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UPDATE_DOCS=1 writes it anew, and the man pages."""
    monkeypatch.setenv("COLUMNS", "100")
    made = {DOCS / "commands.md": reference.markdown()}
    made |= {DOCS / "man" / name: page for name, page in reference.man_pages().items()}
    if os.environ.get("UPDATE_DOCS"):
        for file, text in made.items():
            file.write_text(text)
    assert {file: file.read_text() for file in made} == made, "run: python docs/reference.py"
    assert {*(DOCS / "man").iterdir()} == {file for file in made if file.parent.name == "man"}


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here to read man pages with")
def test_man_pages_are_read_without_a_warning() -> None:
    pages = sorted((DOCS / "man").iterdir())
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
