"""What the ways to `add` share: the file that is changed, and what is said when it was."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from confradar.cli.context import Context
from confradar.cli.lists import write_changes
from confradar.cli.option_groups import Output
from confradar.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confradar.sync.write_additions import Wanted


class How(NamedTuple):
    """Into which file (None: the reader's own catalogue), whether doubtful values too, and whether
    it is only told."""

    into: Path | None
    doubtful: bool
    dry_run: bool

    def target(self, context: Context) -> Path:
        """The file that is changed. Raises DataError for one that is named and not there."""
        if self.into is not None and not self.into.is_file():
            raise DataError(
                f"{self.into}: no such catalogue file", hint="--into changes a file that exists"
            )
        return self.into or context.paths.own_catalogue


def files_beneath(context: Context, target: Path) -> tuple[Path, ...]:
    """The catalogue in use, without the file that is changed."""
    return tuple(path for path in context.files if not (target.exists() and path.samefile(target)))


def write_wanted(
    context: Context, output: Output, how: How, wanted: Sequence[Wanted], *, stated: bool
) -> None:
    """Write what is wanted, and print what that changes, what is still wrong, where it was written
    and how to undo it. Raises DataError for what does not hold; of what the reader `stated`, and no
    call, also for dates that cannot be."""
    from confradar.sync.write_additions import cannot_be, is_error, is_nothing, write

    target = how.target(context)
    written = write(
        target,
        wanted,
        locks=context.paths.locks if how.into else context.paths.config,
        dry_run=how.dry_run,
        amending=how.into is None,
        context=files_beneath(context, target),
        refused=is_nothing if how.doubtful else cannot_be if stated else is_error,
    )
    write_changes(context, output, written.made, empty="nothing to add")
    for line in written.findings:
        context.note(line)
    if written.made and not how.dry_run:
        file = shlex.quote(str(target))
        undo = f"mv {shlex.quote(str(written.kept))} {file}" if written.kept else f"rm {file}"
        context.note(f"written to {target}; to undo: {undo}")
