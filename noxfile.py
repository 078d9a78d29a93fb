"""The daily commands, each in an environment of its own: `pipx run nox --list` names them.

What CI and the README run stands there; this says it shorter and for one Python or all.
"""

from __future__ import annotations

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
nox.options.sessions = ["checks", "tests-3.11"]
nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True


def install(session: nox.Session) -> None:
    """The project and its tests, on the locked versions."""
    session.install("-q", "-c", "constraints.txt", "-e", ".[test]")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The README's test command; what follows `--` goes to pytest."""
    install(session)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def checks(session: nox.Session) -> None:
    """What takes seconds: ruff, mypy, the import rules, the catalogue."""
    install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")
    session.run("confradar", "lint", "data/venues.yaml")


@nox.session
def coverage(session: nox.Session) -> None:
    """Branch coverage of the package, with that of the processes that tests start."""
    install(session)
    session.install("-q", "coverage>=7.10")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-n", "0", *session.posargs)
    session.run("coverage", "combine", "-q")
    session.run("coverage", "report")


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation as a site, in site/; `nox -s docs -- serve` shows it as it is written."""
    session.install("-q", "-c", "constraints.txt", ".[docs]")
    session.run("properdocs", *(session.posargs or ["build", "--strict"]))


@nox.session
def build(session: nox.Session) -> None:
    """The wheel and the source distribution, in dist/, checked as the index will."""
    session.install("-q", "build", "twine")
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", "dist/*")


@nox.session
def speed(session: nox.Session) -> None:
    """The two benchmarks with bars (docs/performance.md)."""
    install(session)
    session.run("python", "bench/startup.py")
    session.run("python", "bench/growth.py")
