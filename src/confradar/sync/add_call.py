"""Calls into a catalogue file: whose each is, what of it is new, and what is to be written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from confradar import paths
from confradar.catalogue.load import Catalogue, load_catalogue
from confradar.catalogue.same_venue import Matcher
from confradar.errors import UsageError
from confradar.formats.calls.document import Found
from confradar.formats.calls.page_points import Call
from confradar.model.kinds import Kind
from confradar.model.names import fold
from confradar.model.venue import Edition, Venue
from confradar.sync.merge_call import Offer, changes_of, new_venue, offers, with_offers
from confradar.sync.write_additions import Wanted

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
    check_topics(everything, topics)
    chosen: list[Addition] = []
    unknown: dict[str, None] = {}
    drafts: dict[tuple[str, int], Edition] = {}
    several = len(found) > 1
    for item, call in ((item, item.call) for item in found if item.call):
        name = venue or call.edition.venue
        known = known_venue(everything.venues, name) if name else None
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


def wanted(addition: Addition, taken: Sequence[Offer], *, amending: bool) -> Wanted:
    """What is to be written of a call; ``amending``: into a file that amends those in use."""
    in_force = addition.venue.edition(addition.year)

    def edition(known: Edition | None) -> Edition:
        whole = with_offers(known, addition.call, taken, addition.page, addition.today)
        if known is None and amending and addition.known and in_force is not None:
            # what the edition in force says already of its days and place
            given = ("url", "source", "recorded", "start", "end")
            return whole.model_copy(update=dict.fromkeys(given))
        return whole

    changes = tuple(changes_of(addition.venue.id, addition.year, taken))
    return Wanted(addition.venue, addition.known, addition.year, edition, changes)


def known_venue(venues: Sequence[Venue], name: str) -> Venue | None:
    """The one venue that is called so."""
    exact = [venue for venue in venues if fold(name) in {fold(text) for text in venue.names()}]
    return exact[0] if len(exact) == 1 else Matcher(venues).named(name)


def check_topics(catalogue: Catalogue, topics: Sequence[str]) -> None:
    """Raise UsageError for a topic that is not there."""
    known = {topic.id for topic in catalogue.topics}
    for topic in topics:
        if topic not in known:
            from confradar.model.names import nearest

            close = nearest(topic, known)
            raise UsageError(
                f"--topic: there is no topic {topic!r}",
                hint=f"did you mean {', '.join(close)}?" if close else None,
            )
