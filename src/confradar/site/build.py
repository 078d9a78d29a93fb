"""All files of a site, by path, one after the other: data and calendars first, pages after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from confradar.site import api, search
from confradar.site.calendars import Calendars
from confradar.site.feeds import Feeds
from confradar.site.pages import Pages
from confradar.site.templating import FOLDER, environment
from confradar.site.words import words
from confradar.views.svg import image

if TYPE_CHECKING:
    from confradar.site.outline import Group, Outline

STATIC = ("style.css", "site.js", "icon.svg")


def files(outline: Outline, catalogue: Callable[[], bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of a site; ``catalogue`` gives that of the catalogue."""
    for name in STATIC:
        yield name, (FOLDER / "static" / name).read_bytes()
    yield "data.js", search.script(outline)
    yield "catalogue.yaml", catalogue()
    yield from api.files(outline)
    written = []
    for language in outline.languages:
        for path, data in _of_language(outline, language):
            written.append(path)
            yield path, data
    yield from _for_machines(outline, [path for path in written if path.endswith(".html")])


def _of_language(outline: Outline, language: str) -> Iterator[tuple[str, bytes]]:
    """The calendars, feeds and pages of a language."""
    say, prefix = words(language), outline.prefix(language)
    if outline.timeline:
        frame = replace(outline.frame, say=say)
        yield f"{prefix}timeline.svg", image(outline.timeline, frame).encode()
    calendars = Calendars(outline.data.entries, outline.keys, language)
    feeds = Feeds(outline, say)
    groups: list[Group] = [
        outline.everything(say),
        *outline.topics(say),
        *outline.ranks(),
        *outline.venues(),
    ]
    for group in groups:
        # of everything those too that are gone, so that readers remove them
        venues = calendars.venues if group.path == "all" else group.venues
        called = f"{outline.title}: {group.name}"
        yield from calendars.files(f"{prefix}calendars/{group.path}", called, venues)
        yield f"{prefix}feeds/{group.path}.atom", feeds.feed(group)
    yield from Pages(outline, language, calendars, feeds).files()


def _for_machines(outline: Outline, pages: list[str]) -> Iterator[tuple[str, bytes]]:
    """robots.txt, and what has to name whole addresses: a sitemap, and how to search here."""
    sitemap = outline.address("sitemap.xml")
    robots = ["User-agent: *", "Allow: /", *([f"Sitemap: {sitemap}"] if sitemap else []), ""]
    yield "robots.txt", "\n".join(robots).encode()
    if sitemap:
        addresses = [outline.address(path) for path in sorted(pages) if path != "404.html"]
        for name in ("sitemap.xml", "opensearch.xml"):
            template = environment(outline.languages[0]).get_template(name)
            yield name, template.render(site=outline, addresses=addresses).encode()
