"""The pages of a site in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from confradar.model.kinds import KINDS, RANKS
from confradar.queries.site_data import upcoming
from confradar.site import linked_data
from confradar.site.events import by_month, by_region, regions_here
from confradar.site.feeds import Feeds
from confradar.site.outline import LIST_NAMES, Group, Outline
from confradar.site.rows import Point, point_of
from confradar.site.templating import environment
from confradar.site.venue import venue_context
from confradar.site.words import words

if TYPE_CHECKING:
    from confradar.queries.venues import VenueItem
    from confradar.site.calendars import Calendars

# What the front page shows without its script.
NEXT = 40
MOVED = 12


class VenueRow(NamedTuple):
    """A venue in a table: its ranks in words, and its next date."""

    id: str
    acronym: str
    name: str
    kind: str
    ranks: str
    h5: int | None
    next: Point | None


class Pages:
    """The pages in a language, rendered with what they share."""

    def __init__(self, outline: Outline, language: str, calendars: Calendars, feeds: Feeds) -> None:
        self.outline, self.language = outline, language
        self.say = words(language)
        self._templates = environment(language)
        self.calendars, self.feeds = calendars, feeds
        self.prefix = outline.prefix(language)
        self.points: dict[str, list[Point]] = {}
        for entry in upcoming(outline.data, outline.start):
            if entry.point:
                point = point_of(entry, entry.point, self.say)
                self.points.setdefault(entry.venue, []).append(point)
        for own in self.points.values():
            own.sort(key=lambda point: max(point.ready, outline.start))
        self._rows = {item.id: self._row(item) for item in outline.data.venues}
        self._written: dict[tuple[str, str], Markup] = {}
        self._headers: dict[tuple[str, str], Markup] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every page by its path within the site."""
        yield from self._fronts()
        yield from self._groups()
        yield from self._lists()
        for item in self.outline.data.venues:
            yield self._venue(item.id)

    def page(self, template: str, path: str, title: str, /, **context: Any) -> tuple[str, bytes]:
        """A page from its template; ``path`` is that within the language."""
        whole = self.prefix + path
        up = "../" * path.count("/")
        top = "../" * whole.count("/")
        shared = {
            "site": self.outline,
            "title": title,
            "path": path,
            "root": up,
            "top": top,
            "address": self.outline.address(whole),
            "translations": self._translations(top, path),
            "topic_names": self.outline.topic_names(self.language),
            "group": None,
            "linked": None,
        }
        told = {**shared, **context}
        told["header"] = self._header(path, told["root"])
        return whole, self._templates.get_template(template).render(told).encode()

    def _translations(self, top: str, path: str) -> list[tuple[str, str, str]]:
        """Each language, what it calls itself, and the path of the same page in it; none where
        there is one language."""
        languages = self.outline.languages if len(self.outline.languages) > 1 else ()
        return [
            (name, words(name)("site.language"), top + self.outline.prefix(name) + path)
            for name in languages
        ]

    def _header(self, path: str, root: str) -> Markup:
        """The head of a page, which pages of one folder share."""
        key = "" if "/" in path else path, root
        if key not in self._headers:
            template = self._templates.get_template("header.html")
            text = template.render(site=self.outline, path=key[0], root=root)
            self._headers[key] = Markup(text)  # noqa: S704 # a template's
        return self._headers[key]

    def _row(self, item: VenueItem) -> VenueRow:
        ranks = ", ".join(
            f"{LIST_NAMES[name]} {rank}" for name in RANKS if (rank := getattr(item, name))
        )
        main = next((point for point in self.points.get(item.id, ()) if point.main), None)
        return VenueRow(item.id, item.acronym, item.name, item.kind, ranks, item.h5, main)

    def table(self, venues: Iterable[str], root: str) -> Markup:
        """The rows of a table of venues, each written once for all tables."""
        row: Any = self._templates.get_template("macros.html").module
        parts = []
        for venue in venues:
            if (key := (root, venue)) not in self._written:
                self._written[key] = row.venue_row(self._rows[venue], root)
            parts.append(self._written[key])
        return Markup("").join(parts)

    def _fronts(self) -> Iterator[tuple[str, bytes]]:
        outline, say = self.outline, self.say
        everything = outline.everything(say)
        soon = sorted(
            (point for own in self.points.values() for point in own if point.main),
            key=lambda point: (max(point.ready, outline.start), point.venue, point.title),
        )
        yield self.page(
            "index.html",
            "index.html",
            outline.title,
            group=everything,
            has_calendar=self.calendars.has(everything.venues),
            soon=soon[:NEXT],
            news=self.news(everything.venues)[:MOVED],
            topics=outline.data.topics,
            kinds=KINDS,
            ranks=RANKS,
            list_names=LIST_NAMES,
            regions=regions_here(outline, say),
            months=self._months(soon),
            linked=linked_data.site(outline, self.language),
        )
        yield self.page(
            "about.html",
            "about.html",
            say("site.about"),
            counts=self._counts(),
        )

    def _months(self, points: Sequence[Point]) -> list[tuple[str, str]]:
        """The months in which something is due, with what they are called."""
        days = [datetime.fromtimestamp(point.ready, UTC).date() for point in points]
        first = datetime.fromtimestamp(self.outline.start, UTC).date().replace(day=1)
        months = sorted({day.replace(day=1) for day in days if day >= first})[:18]
        return [(f"{day:%Y-%m}", f"{self.say.month(day)} {day.year}") for day in months]

    def news(self, venues: Iterable[str]) -> Sequence[Any]:
        """What moved lately of these venues, the newest first."""
        return self.feeds.newest(venues)

    def _counts(self) -> Mapping[str, int]:
        pages = self.outline.data.pages.values()
        points = [point for own in self.points.values() for point in own]
        return {
            "venues": len(self.outline.data.venues),
            "editions": sum(len(page.editions) for page in pages),
            "announced": sum(not point.moment.estimated for point in points),
            "estimated": sum(point.moment.estimated for point in points),
        }

    def _groups(self) -> Iterator[tuple[str, bytes]]:
        """A page for each topic and each rank, and the pages that list them."""
        outline, say = self.outline, self.say
        by_id = {topic.id: topic for topic in outline.data.topics}
        for group in outline.topics(say):
            topic = by_id[group.path.removeprefix("topics/")]
            below = [item for item in outline.data.topics if item.parent == topic.id]
            yield self._group(group, above=by_id.get(topic.parent or ""), below=below)
        for group in outline.ranks():
            yield self._group(group, above=None, below=[])
        yield self.page(
            "topics.html", "topics.html", say("site.topics"), topics=outline.data.topics
        )
        yield self.page("ranks.html", "ranks.html", say("site.ranks"), ranks=outline.ranks())

    def _group(self, group: Group, *, above: Any, below: Sequence[Any]) -> tuple[str, bytes]:
        soon = sorted(
            (point for venue in group.venues for point in self.points.get(venue, ()) if point.main),
            key=lambda point: (max(point.ready, self.outline.start), point.venue, point.title),
        )
        return self.page(
            "group.html",
            f"{group.path}.html",
            group.name,
            group=group,
            has_calendar=self.calendars.has(group.venues),
            above=above,
            below=below,
            soon=soon[:NEXT],
            news=self.news(group.venues)[:MOVED],
            rows=self.table(group.venues, "../"),
        )

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        outline, say = self.outline, self.say
        for path, kinds in (
            ("venues", KINDS),
            ("journals", ("journal",)),
            ("workshops", ("workshop",)),
        ):
            ids = [item.id for item in outline.data.venues if item.kind in kinds]
            rows = self.table(ids, "")
            title = say(f"site.{path}")
            yield self.page("list.html", f"{path}.html", title, rows=rows, count=len(ids))
        yield self.page(
            "events.html",
            "events.html",
            say("site.events"),
            months=by_month(outline, say),
            regions=by_region(outline, say),
        )
        yield self.page("timeline.html", "timeline.html", say("site.timeline"))
        if self.prefix == "":
            address = outline.base_url or ""
            yield self.page(
                "404.html",
                "404.html",
                say("site.missing"),
                root=address,
                top=address,
                translations=self._translations(address, "index.html"),
            )

    def _venue(self, venue: str) -> tuple[str, bytes]:
        page = self.outline.data.pages[venue]
        context = venue_context(self.outline, page, self.points.get(venue, ()), self.say)
        group = Group(f"venues/{venue}", page.record["acronym"], [venue])
        return self.page(
            "venue.html",
            f"venues/{venue}.html",
            f"{page.record['acronym']}: {page.record['name']}",
            group=group,
            has_calendar=self.calendars.has([venue]),
            news=self.news([venue])[:MOVED],
            linked=linked_data.venue(self.outline, page, self.language),
            **context,
        )
