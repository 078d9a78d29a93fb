"""What is wrong in catalogue files: those that cannot be loaded, and the rules that records
break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from confradar.catalogue.findings import Finding, Severity
from confradar.catalogue.lint import lint
from confradar.catalogue.load import load_catalogue
from confradar.catalogue.problems import CatalogueError

if TYPE_CHECKING:
    from confradar.catalogue.problems import Problem


class Findings(NamedTuple):
    """What was found, in the order of the files, and how many venues were checked."""

    findings: tuple[Finding, ...]
    venues: int

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(finding.severity == Severity.error for finding in self.findings)


def lint_files(
    files: Sequence[Path], beneath: Sequence[Path], topics: Path, *, explained: bool = False
) -> Findings:
    """What is wrong in ``files``, each an overlay of those before it and of those ``beneath``, and
    what they make wrong there; ``explained``: also warnings that the file explains. ``topics`` is
    the file of topics. Raises DataError, StateError for files that cannot be read."""
    try:
        catalogue = load_catalogue([*beneath, *files], topics)
    except CatalogueError as error:
        return Findings(tuple(_of_format(problem) for problem in error.problems), 0)
    broken = [finding for finding in lint(catalogue) if explained or not finding.explained]
    if beneath:
        broken = _new(broken, files, lambda: lint(load_catalogue(beneath, topics)))
    names = set(map(str, files))
    checked = {item.raw["id"] for item in catalogue.loaded if not beneath or item.raw.file in names}
    return Findings(tuple(broken), len(checked))


def _of_format(problem: Problem) -> Finding:
    """What keeps a file from being loaded."""
    return Finding(
        problem.file, problem.line, "format", Severity.error, problem.crumb, problem.message
    )


def _new(
    broken: Sequence[Finding], files: Sequence[Path], beneath: Callable[[], Sequence[Finding]]
) -> list[Finding]:
    """The findings in these files, and the errors that they make in what lies ``beneath``, which is
    asked where there are some."""
    names = {str(path) for path in files}
    outside = {
        finding for finding in broken if finding.file not in names and finding.severity == "error"
    }
    made = outside - set(beneath()) if outside else outside
    return [finding for finding in broken if finding.file in names or finding in made]
