"""A file of an upstream project on disk, read by the reader of its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from confradar.errors import UsageError, unreadable
from confradar.formats.lists import aideadlines, ccfddl, ccfddl_companions, hf
from confradar.formats.lists.archive import packed
from confradar.formats.lists.reading import Reading
from confradar.model.counts import one_of
from confradar.model.venue import Acceptance

FORMATS = ("ccfddl", "hf", "aideadlines")


@dataclass(frozen=True)
class Upstream:
    """What was read: records and moves, or acceptance rates by (title, year)."""

    reading: Reading
    rates: dict[tuple[str, int], Acceptance]


def read_upstream(path: Path, form: str, recorded: str | None) -> Upstream:
    """Read ``path`` in the named format. The snapshot's day is ``recorded`` (YYYY-MM-DD), else the
    file's date.

    Raises UsageError for an unknown format or day, DataError or StateError for a file that cannot
    be read.
    """
    if form not in FORMATS:
        raise UsageError(f"--as: there is no format {form!r}", hint=one_of(FORMATS))
    try:
        data = packed(path) if path.is_dir() else path.read_bytes()
        day = (
            date.fromisoformat(recorded)
            if recorded
            else datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        )
    except OSError as error:
        raise unreadable(path, error) from None
    except ValueError:
        raise UsageError(
            f"--recorded: {recorded!r} is not a day", hint="write 2026-08-20"
        ) from None
    if form == "hf":
        return Upstream(hf.read(data, recorded=day), {})
    if form == "aideadlines":
        return Upstream(aideadlines.read(data, recorded=day), {})
    if path.suffix == ".csv":
        return Upstream(ccfddl_companions.read_revisions(data), {})
    if b"accept_rates:" in data[:4096]:
        rates, reading = ccfddl_companions.read_acceptance(data)
        return Upstream(reading, rates)
    return Upstream(ccfddl.read(data, recorded=day), {})
