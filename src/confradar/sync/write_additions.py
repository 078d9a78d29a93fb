"""Writing additions into a catalogue file: in place, under its lock, checked before it counts, and
with the way back kept."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from confradar import paths
from confradar.catalogue import edit
from confradar.catalogue.findings import Finding, Severity
from confradar.catalogue.lint import lint
from confradar.catalogue.load import load_catalogue, load_text, read_text
from confradar.catalogue.overlay_file import (
    EMPTY,
    amending_record,
    load_amending,
    only,
    with_record,
)
from confradar.errors import DataError
from confradar.model.venue import Edition, Venue
from confradar.storage import locked, write_atomic
from confradar.sync.merge_result import Change
from confradar.yaml_nodes import Map

# Warnings for dates that contradict each other, or their edition's year.
_CANNOT_BE = frozenset(
    {"deadline-after-event", "order-of-dates", "unsorted-rounds", "event-year", "year-typo"}
)


def is_error(finding: Finding) -> bool:
    """Whether a catalogue with it does not hold."""
    return finding.severity is Severity.error


def cannot_be(finding: Finding) -> bool:
    """Whether it is an error, or of dates that cannot be."""
    return is_error(finding) or finding.rule in _CANNOT_BE


def is_nothing(_: Finding) -> bool:
    """That nothing is refused."""
    return False


@dataclass(frozen=True)
class Wanted:
    """What is to be said of a venue: `known` where a catalogue has it, else `venue` is a new record
    without editions. `edition` makes the edition of a `year` of what the file says of it already
    (None: nothing); both are None of a new venue alone. `made` is what that changes."""

    venue: Venue
    known: bool
    year: int | None
    edition: Callable[[Edition | None], Edition] | None
    made: tuple[Change, ...]


@dataclass(frozen=True)
class Written:
    """What was changed, what lint says of it, and where the file as it was is kept (None: there was
    none)."""

    made: tuple[Change, ...]
    findings: tuple[str, ...]
    kept: Path | None


def write(
    target: Path,
    wanted: Sequence[Wanted],
    *,
    locks: Path,
    dry_run: bool,
    amending: bool,
    context: Sequence[Path],
    refused: Callable[[Finding], bool],
) -> Written:
    """Write what is wanted into ``target``, which is a catalogue of its own, or (``amending``)
    amends that of ``context``. Nothing is written of which lint finds what is ``refused``. Raises
    DataError, StateError."""
    wanted = [item for item in wanted if item.made]
    made = tuple(change for item in wanted for change in item.made)
    if not made:
        return Written((), (), None)
    base: dict[str, Map] = {}
    if amending:
        loaded = load_catalogue(context, paths.bundled("topics.yaml")).loaded
        base = {item.raw["id"]: item.raw for item in loaded}
    with locked(target, locks):
        before = read_text(target) if target.is_file() else None
        after = _edited(EMPTY if before is None else before, target, wanted, base)
        if dry_run:
            return Written(made, (), None)
        kept = target.with_name(f"{target.name}.before") if before is not None else None
        if kept is not None and before is not None:
            write_atomic(kept, before.encode())
        write_atomic(target, after.encode())
        files = [*context, target] if amending or not context else [target]
        ids = {item.venue.id for item in wanted}
        try:
            found = _checked(target, files, ids, refused)
        except DataError:
            _restore(target, before)
            raise
    return Written(made, tuple(map(_told, found)), kept)


def _restore(target: Path, before: str | None) -> None:
    if before is None:
        target.unlink()
    else:
        write_atomic(target, before.encode())


def _edited(
    before: str,
    target: Path,
    wanted: Sequence[Wanted],
    base: Mapping[str, Map],
) -> str:
    """The text with all additions. Raises DataError where it cannot be edited in place, or where
    anything else that it says would change."""
    added = {(item.venue.id, item.year) for item in wanted}
    said = _rest(before, target, base, added)
    after = before
    try:
        for item in wanted:
            after = _added(after, str(target), item, base)
        faithful = said.items() <= _rest(after, target, base, added).items()
    except DataError as error:
        raise DataError(
            f"{target}: nothing was written: {error}",
            hint=error.hint or "write records as blocks, as in data/venues.yaml",
        ) from None
    if not faithful:
        raise DataError(
            f"{target}: its layout does not allow to edit it in place, nothing was written",
            hint="write records as blocks, as in data/venues.yaml",
        )
    return after


def _added(text: str, file: str, item: Wanted, base: Mapping[str, Map]) -> str:
    """The text with one addition more."""
    venues = load_amending(text, file, base)
    own = next((venue for venue in venues if venue.id == item.venue.id), None)
    if item.year is None or item.edition is None:
        if own is not None:  # by another process, since it was asked for
            raise DataError(f"{file}: it has a venue {own.id} already")
        return edit.rewritten(text, venues, [*venues, item.venue])
    edition = item.edition(own.edition(item.year) if own else None)
    if own is not None:
        after = [venue.with_edition(edition) if venue is own else venue for venue in venues]
        return edit.rewritten(text, venues, after)
    alone = only(edition, item.venue)
    if item.known and item.venue.id in base:
        return with_record(text, amending_record(alone))
    return edit.rewritten(text, venues, [*venues, alone])


def _rest(
    text: str, target: Path, base: Mapping[str, Map], added: Container[tuple[str, int | None]]
) -> dict[str, Venue]:
    """What a text says besides these editions (venue and year). Raises DataError where it cannot be
    read."""
    venues = load_amending(text, str(target), base) if base else load_text(text, str(target)).venues
    return {
        venue.id: venue.model_copy(
            update={
                "editions": tuple(
                    item for item in venue.editions if (venue.id, item.year) not in added
                )
            }
        )
        for venue in venues
    }


def _checked(
    target: Path, files: Sequence[Path], ids: Container[str], refused: Callable[[Finding], bool]
) -> list[Finding]:
    """What lint says of these venues. Raises DataError for what cannot be loaded, and for what is
    refused."""
    catalogue = load_catalogue(files, paths.bundled("topics.yaml"))
    found = [
        item for item in lint(catalogue) if item.record.split()[0] in ids and not item.explained
    ]
    # What lies beneath is not the reader's to mend.
    wrong = [item for item in found if item.file == str(target) and refused(item)]
    if wrong:
        raise DataError(
            f"{target}: nothing was written: {wrong[0].record}: {wrong[0].message}",
            hint="give other values; --doubtful writes these all the same",
        )
    return found


def _told(item: Finding) -> str:
    level = "error" if item.severity is Severity.error else "warning"
    return f"{level} {item.rule}: {item.record}: {item.message}"
