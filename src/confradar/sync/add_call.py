"""Calls into a catalogue file: whose each is, what of it is new, and writing what was taken,
checked and with the way back kept."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from confradar import paths
from confradar.catalogue import edit
from confradar.catalogue.findings import Severity
from confradar.catalogue.lint import lint
from confradar.catalogue.load import Catalogue, load_catalogue, load_text, read_text
from confradar.catalogue.overlay_file import (
    EMPTY,
    amending_record,
    load_amending,
    only,
    with_record,
)
from confradar.catalogue.problems import CatalogueError
from confradar.catalogue.same_venue import Matcher
from confradar.errors import DataError, UsageError
from confradar.formats.calls.document import Found
from confradar.formats.calls.page_points import Call
from confradar.model.kinds import Kind
from confradar.model.names import fold
from confradar.model.venue import Edition, Venue
from confradar.storage import locked, write_atomic
from confradar.sync.merge_call import Offer, changes_of, new_venue, offers, with_offers
from confradar.sync.merge_result import Change
from confradar.yaml_nodes import Map

BROAD_TOPIC = "interdisciplinary"


@dataclass(frozen=True)
class Addition:
    """What one call offers to a venue: `known` where a catalogue has it, else `venue` is a new
    record."""

    venue: Venue
    known: bool
    call: Call
    page: str
    today: date
    offers: tuple[Offer, ...]

    @property
    def name(self) -> str:
        """The venue's short name."""
        return self.venue.acronym

    @property
    def year(self) -> int:
        """The edition's year."""
        return self.call.edition.year


@dataclass(frozen=True)
class Chosen:
    """The additions of one or several calls, and the names of the venues that no catalogue has,
    each once."""

    additions: tuple[Addition, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """What was changed, what lint says of it, and where the file as it was is kept (None: there was
    none)."""

    made: tuple[Change, ...]
    findings: tuple[str, ...]
    kept: Path | None


_NO_ADDRESS = "it names no address of the call"


def additions(
    found: Sequence[Found],
    files: Sequence[Path],
    target: Path,
    *,
    venue: str | None,
    page: str | None,
    topics: Sequence[str],
    today: date,
) -> Chosen:
    """What the calls offer. Of several calls only those of known venues count, and a later one of
    the same edition adds to the earlier; one alone may bring a new venue. Raises UsageError where a
    call does not say whose it is, or names no address.
    """
    own = [target] if target.is_file() else []
    everything = load_catalogue([*files, *own], paths.bundled("topics.yaml"))
    _check_topics(everything, topics)
    chosen: list[Addition] = []
    unknown: dict[str, None] = {}
    drafts: dict[tuple[str, int], Edition] = {}
    several = len(found) > 1
    for item, call in ((item, item.call) for item in found if item.call):
        name = venue or call.edition.venue
        known = _named(everything.venues, name) if name else None
        if other := _stranger(item, name, known, given=bool(venue), several=several):
            unknown[other] = None
            continue
        address = page or call.address or (known.url if known and several else None)
        if not address:
            raise UsageError(f"{item.where}: {_NO_ADDRESS}", hint="give --page URL")
        record = known or new_venue(call, name or "", address, topics or (BROAD_TOPIC,))
        key = record.id, call.edition.year
        edition = drafts.get(key) or record.edition(key[1])
        offered = tuple(offers(call, edition, address, today))
        new = [offer for offer in offered if not offer.why]
        drafts[key] = with_offers(edition, call, new, address, today)
        chosen.append(Addition(record, known is not None, call, address, today, offered))
    return Chosen(tuple(chosen), tuple(unknown))


def _stranger(
    item: Found, name: str | None, known: Venue | None, *, given: bool, several: bool
) -> str | None:
    """What a call is told as whose venue no catalogue has; None of what is taken. ``given``: the
    reader named the venue. Raises UsageError for a call alone that does not say whose it is.
    """
    if known is None and several:
        return name or item.where
    if not name:
        raise UsageError(f"{item.where}: it does not say whose call it is", hint="give --venue")
    if given or known is None or known.kind is not Kind.conference or item.call is None:
        return None
    if not re.search(r"\bworkshop\b(?! proposals)", item.call.title, re.IGNORECASE):
        return None
    if several:
        return f"a workshop at {known.acronym}"
    raise UsageError(
        f"{item.where}: it looks like a workshop at {known.acronym}, not {known.acronym} itself",
        hint="give --venue",
    )


def apply(
    target: Path,
    taken: Sequence[tuple[Addition, Sequence[Offer]]],
    *,
    locks: Path,
    dry_run: bool,
    amending: bool,
    context: Sequence[Path],
) -> Written:
    """Write what was taken into `target`, under its lock, checked before and after. Raises
    DataError, StateError."""
    wanted = [(addition, offers) for addition, offers in taken if offers]
    changes: tuple[Change, ...] = ()
    for addition, new in wanted:
        changes += tuple(changes_of(addition.venue.id, addition.year, new))
    if not changes:
        return Written((), (), None)
    base: dict[str, Map] = {}
    if amending:
        loaded = load_catalogue(context, paths.bundled("topics.yaml")).loaded
        base = {item.raw["id"]: item.raw for item in loaded}
    ids = {addition.venue.id for addition, _ in wanted}
    with locked(target, locks):
        before = read_text(target) if target.is_file() else EMPTY
        after = _edited(before, target, wanted, base)
        if dry_run:
            return Written(changes, (), None)
        kept = target.with_name(f"{target.name}.before") if target.is_file() else None
        if kept is not None:
            write_atomic(kept, before.encode())
        write_atomic(target, after.encode())
    try:
        findings = _findings([*context, target] if amending or not context else [target], ids)
    except CatalogueError:
        if kept is not None:
            write_atomic(target, before.encode())
        else:
            target.unlink()
        raise
    return Written(changes, findings, kept)


def _edited(
    before: str,
    target: Path,
    wanted: Sequence[tuple[Addition, Sequence[Offer]]],
    base: Mapping[str, Map],
) -> str:
    """The text with all additions. Raises DataError where it cannot be edited in place, or where
    anything else that it says would change."""
    added = {(addition.venue.id, addition.year) for addition, _ in wanted}
    said = _rest(before, target, base, added)
    after = before
    try:
        for addition, offers in wanted:
            after = _added(after, str(target), addition, offers, base)
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


def _added(
    text: str, file: str, addition: Addition, taken: Sequence[Offer], base: Mapping[str, Map]
) -> str:
    """The text with one addition more."""
    venues = load_amending(text, file, base)
    own = next((venue for venue in venues if venue.id == addition.venue.id), None)
    known = own.edition(addition.year) if own else None
    edition = with_offers(known, addition.call, taken, addition.page, addition.today)
    if own is not None:
        after = [venue.with_edition(edition) if venue is own else venue for venue in venues]
        return edit.rewritten(text, venues, after)
    if addition.known and addition.venue.id in base:
        in_force = addition.venue.edition(addition.year)
        return with_record(text, amending_record(only(_amends(edition, in_force), addition.venue)))
    return edit.rewritten(text, venues, [*venues, only(edition, addition.venue)])


def _amends(edition: Edition, in_force: Edition | None) -> Edition:
    """An edition without what the one in force says already of its days and place."""
    if in_force is None:
        return edition
    return edition.model_copy(
        update={"url": None, "source": None, "recorded": None, "start": None, "end": None}
    )


def _rest(
    text: str, target: Path, base: Mapping[str, Map], added: Container[tuple[str, int]]
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


def _findings(files: Sequence[Path], ids: set[str]) -> tuple[str, ...]:
    catalogue = load_catalogue(files, paths.bundled("topics.yaml"))
    found = [
        item for item in lint(catalogue) if item.record.split()[0] in ids and not item.explained
    ]
    return tuple(
        f"{'error' if item.severity is Severity.error else 'warning'} {item.rule}: "
        f"{item.record}: {item.message}"
        for item in found
    )


def _named(venues: Sequence[Venue], name: str) -> Venue | None:
    exact = [venue for venue in venues if fold(name) in {fold(text) for text in venue.names()}]
    return exact[0] if len(exact) == 1 else Matcher(venues).named(name)


def _check_topics(catalogue: Catalogue, topics: Sequence[str]) -> None:
    known = {topic.id for topic in catalogue.topics}
    for topic in topics:
        if topic not in known:
            from confradar.model.names import nearest

            close = nearest(topic, known)
            raise UsageError(
                f"--topic: there is no topic {topic!r}",
                hint=f"did you mean {', '.join(close)}?" if close else None,
            )
