"""What the README's commands install is locked: constraints.txt pins all of it, and agrees with
pyproject.toml."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = CONFIG["project"]
EXTRAS = PROJECT["optional-dependencies"]
PYTHONS = [
    name.rsplit(" ", 1)[1] for name in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", name)
]
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
REFRESH = "refresh it: bash .ci/lock"


def pins() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def machine(python: str, system: str) -> dict[str, str]:
    known = {key: str(value) for key, value in default_environment().items()}
    full = f"{python}.0"
    names = {
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
        "os_name": "nt" if system == "win32" else "posix",
    }
    return {
        **known,
        **names,
        "python_version": python,
        "python_full_version": full,
        "implementation_version": full,
        "platform_machine": "x86_64",
    }


def version(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_each_direct_dependency_has_one_version_that_it_allows(python: str, system: str) -> None:
    """On every Python and system that the project claims."""
    there = machine(python, system)
    found: dict[str, list[str]] = {}
    for pin in pins():
        if pin.marker is None or pin.marker.evaluate(there):
            found.setdefault(canonicalize_name(pin.name), []).append(version(pin))
    assert [name for name, versions in found.items() if len(versions) > 1] == []
    for text in [*PROJECT["dependencies"], *(item for extra in EXTRAS.values() for item in extra)]:
        wanted = Requirement(text)
        (locked,) = found.get(canonicalize_name(wanted.name), [f"none; {REFRESH}"])
        assert wanted.specifier.contains(locked), f"{text}, but {locked} is locked; {REFRESH}"


def test_the_build_uses_the_locked_versions() -> None:
    """Constraints do not reach it."""
    (hook,) = CONFIG["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"].values()
    assert set(hook["dependencies"]) <= {str(pin) for pin in pins()}, REFRESH


def needed(name: str, extras: tuple[str, ...], seen: set[str]) -> Iterator[str]:
    """The names of all that an installed package needs here, directly or not."""
    for text in metadata.requires(name) or ():
        wanted = Requirement(text)
        if any(
            wanted.marker is None or wanted.marker.evaluate({"extra": extra})
            for extra in (*extras, "")
        ):
            found = str(canonicalize_name(wanted.name))
            if found not in seen:
                seen.add(found)
                yield found
                yield from needed(found, tuple(wanted.extras), seen)


@pytest.mark.skipif("CONFRADAR_TEST_DRIFT" in os.environ, reason="installed without the lock")
def test_everything_that_is_installed_is_locked() -> None:
    locked: dict[str, set[str]] = {}
    for pin in pins():
        locked.setdefault(canonicalize_name(pin.name), set()).add(version(pin))
    names = list(needed(PROJECT["name"], ("test",), set()))
    assert len(names) > 40
    assert [name for name in names if name not in locked] == [], REFRESH
    here = {name: metadata.version(name) for name in names}
    assert {name: found for name, found in here.items() if found not in locked[name]} == {}, (
        "install with -c constraints.txt"
    )


def test_the_commands_of_the_readme_install_what_is_locked() -> None:
    commands = re.findall(r"^python3 -m venv .*$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(commands) == 2
    assert all("pip install -q -c constraints.txt " in command for command in commands)
    assert commands[1] in (ROOT / ".ci" / "run").read_text().splitlines(), (
        "CI runs the README's test command"
    )
