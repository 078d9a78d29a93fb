"""What the page of a venue shows: everything that `confradar show` has, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from confradar.index.documents import VenueDoc
from confradar.model.kinds import DATED_KINDS
from confradar.queries.next_edition import year_of
from confradar.queries.submission import by_origin
from confradar.site.charts import acceptance_chart, deadlines_chart
from confradar.site.rows import Point, acceptance_of, days_of, moment_of, recorded_points
from confradar.views import submission
from confradar.views.facts import short
from confradar.views.held import parts_text, places
from confradar.views.links import links

if TYPE_CHECKING:
    from confradar.index.documents import EditionDoc
    from confradar.queries.venue_page import VenuePage
    from confradar.site.outline import Outline
    from confradar.views.words import Words

# So many of the next dates have links that open a calendar's own form.
LINKED = 2


class Edition(NamedTuple):
    """An edition as a section of a page."""

    year: int
    status: str
    place: str | None
    days: str | None
    form: str | None
    url: str | None
    acceptance: str | None
    points: Sequence[Point]
    notes: Sequence[str]
    parts: str
    parent: str | None
    joint_with: Sequence[str]
    over: bool


def venue_context(
    outline: Outline, page: VenuePage, points: Sequence[Point], say: Words
) -> dict[str, Any]:
    """What the template of a venue is given beside what all pages share."""
    record = page.record
    here = outline.data.pages
    names = outline.topic_names(say.language)
    return {
        "record": dict.fromkeys(VenueDoc.__annotations__) | dict(record),
        "ranks": _ranks(page),
        "topics": [(id_, names[id_]) for id_ in record["topics"] if id_ in names],
        "parent": (page.parent, page.parent[0] in here) if page.parent else None,
        "children": [(id_, acronym, name, id_ in here) for id_, acronym, name in page.children],
        "sources": list(dict.fromkeys(_source(page, name) for name in record["sources"])),
        "facts": _facts(outline, page, say),
        "points": points,
        "calendar_links": _calendar_links(outline, record["id"], say),
        "editions": [_edition(edition, page, say) for edition in page.editions],
        "deadlines_chart": Markup(deadlines_chart(page, say)),  # noqa: S704 # escaped there
        "acceptance_chart": Markup(acceptance_chart(page.editions, say)),  # noqa: S704
        "risk": _risk(outline, page, say),
        "past": list(outline.data.past.get(record["id"], ()))[-12:],
        "cycles": _cycles(outline, record["id"], say),
    }


def _ranks(page: VenuePage) -> Iterator[tuple[str, str, str | None, str]]:
    """List, rank, the edition of the list, and the path of the rank's page."""
    ranks = page.record.get("ranks") or {}
    for title, key, rank, edition in (
        ("CCF", "ccf", ranks.get("ccf"), ranks.get("ccf_list")),
        ("CORE", "core", ranks.get("core"), ranks.get("core_list")),
        ("TH-CPL", "thcpl", ranks.get("thcpl"), None),
    ):
        if rank:
            path = f"ranks/{key}-{rank.lower().replace('*', '-star')}.html"
            yield title, rank, edition, path


def _source(page: VenuePage, source: str) -> tuple[str, str | None]:
    """What a source is called, and its address."""
    known = page.sources.get(source)
    return (known["name"], known.get("url")) if known else (short(source), source)


def _calendar_links(
    outline: Outline, venue: str, say: Words
) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """For the next dates, by title, the services whose form a link opens, filled in."""
    from confradar.views.calendar_entries import summary

    return [
        (
            summary(entry, say),
            list(links(entry, say, UTC).items()),
        )
        for entry in outline.of_venue.get(venue, ())[:LINKED]
    ]


def _edition(edition: EditionDoc, page: VenuePage, say: Words) -> Edition:
    record = page.record
    share = acceptance_of(edition)
    rate = edition.get("acceptance")
    acceptance = None
    if share is not None and rate:
        counts = {name: rate.get(name) for name in ("accepted", "submitted")}
        key = (
            "site.accepted" if all(value is not None for value in counts.values()) else "site.rate"
        )
        acceptance = say(key, share=f"{share:.1%}", **counts)
    return Edition(
        edition["year"],
        edition["status"],
        places(edition.get("place"), edition.get("sites", ()), say) or None,
        days_of(edition, say),
        edition.get("format"),
        edition.get("url"),
        acceptance,
        recorded_points(edition, record["acronym"], record["id"], say),
        list(_notes(edition, say)),
        parts_text(edition.get("parts", ()), say),
        edition.get("parent"),
        edition.get("joint_with", ()),
        edition["status"] == "over",
    )


def _notes(edition: EditionDoc, say: Words) -> Iterator[str]:
    if edition.get("checked") and edition["status"] in {"planned", "open", "closed"}:
        yield say("site.compared", day=edition["checked"])
    if edition.get("gone"):
        yield say("entry.gone_since", day=edition["gone"])
    if edition.get("note"):
        yield edition["note"]
    if edition.get("doubt"):
        yield say("site.doubtful", why=edition["doubt"])
    for other in edition.get("differs", ()):
        value = " ".join(filter(None, (other["value"], other.get("zone"))))
        told = say("site.differs", source=short(other["source"]), key=other["key"], value=value)
        yield told + (f": {other['why']}" if other.get("why") else "")


def _facts(
    outline: Outline, page: VenuePage, say: Words
) -> list[tuple[str, Sequence[tuple[str, str, str]]]]:
    """What a submission needs, by where that is said: in words, and each fact with its name, its
    text and its page."""
    facts = page.facts(year_of(page, now=outline.stamp))
    return [
        (
            submission.origin(group, say),
            [
                (
                    submission.fact_name(item.fact, say),
                    submission.value_text(item, say),
                    item.source,
                )
                for item in group
            ],
        )
        for group in by_origin(facts)
    ]


def _risk(outline: Outline, page: VenuePage, say: Words) -> str | None:
    risk = outline.data.risks.get(page.record["id"])
    if risk is None or not risk.editions or page.record["kind"] not in DATED_KINDS:
        return None
    typical = say("site.risk.typical", days=risk.typical) if risk.typical else ""
    share = f"{round(100 * risk.share)} %"
    return say("site.risk", moved=risk.moved, of=risk.editions, typical=typical, share=share)


def _cycles(outline: Outline, venue: str, say: Words) -> list[dict[str, Any]]:
    """The cycles of a venue that reviews for others, those long over left out."""
    return [
        {
            "paper": moment_of(cycle.paper, say),
            "state": cycle.state(outline.stamp),
            "reviews": moment_of(cycle.reviews, say) if cycle.reviews else None,
            "feeds": [
                (
                    fed.venue,
                    f"{fed.acronym} {fed.year}",
                    fed.commitment and moment_of(fed.commitment, say),
                    fed.venue in outline.data.pages,
                )
                for fed in cycle.feeds
            ],
        }
        for cycle in outline.data.cycles.get(venue, ())
        if cycle.paper.at >= outline.start - 180 * 86400
    ]
