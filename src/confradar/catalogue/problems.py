"""What is wrong in a file: the place, the way to it, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confradar.catalogue.validation_messages import message
from confradar.errors import DataError
from confradar.yaml_nodes import Map, Seq, child, locate

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


MAX_PROBLEMS = 200


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file: place, breadcrumb (venue, edition, key), and what would be
    right."""

    file: str
    line: int
    crumb: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.crumb + ': ' if self.crumb else ''}{self.message}"


class CatalogueError(DataError):
    """A catalogue with problems; ``problems`` holds them all, the message lists them a line
    each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        listed = [str(problem) for problem in problems[:MAX_PROBLEMS]]
        if count > MAX_PROBLEMS:
            listed.append(f"... and more; fix these first ({MAX_PROBLEMS} shown)")
        super().__init__(
            "\n".join(listed),
            hint=(
                f"{count} problem{'s' if count > 1 else ''} found; `confradar schema` describes "
                "the format"
            ),
        )
        self.problems = tuple(problems)


def problem_of(raw: Map | Seq, detail: ErrorDetails, head: str) -> Problem:
    """A pydantic error as a place and a breadcrumb in the words of the file."""
    path = tuple(step for step in detail["loc"] if step != "[key]")  # of a key that is none
    file, line = locate(raw, path)
    crumbs: list[str] = [head]
    node: object = raw
    for step in path:
        found = child(node, step)
        node = found[0] if found else None
        if isinstance(step, str):
            crumbs.append(step)
            continue
        what = crumbs.pop()
        if isinstance(node, Map) and what == "editions":
            crumbs.append(f"edition {node.get('year', step + 1)}")
        elif isinstance(node, Map) and what == "deadlines":
            crumbs.append(f"{node.get('kind', 'deadline')} deadline {node.get('at', step + 1)}")
        else:
            crumbs.append(f"{what}[{step}]")
    return Problem(file, line, ", ".join(crumbs), message(detail))
