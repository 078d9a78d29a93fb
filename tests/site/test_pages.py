"""The pages: every link leads somewhere, nothing is asked of other hosts, and no text of data is
taken for markup."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from confradar.site.folder import MANIFEST
from sites import HOSTILE, World, files, hostile, venues

BASE = "https://lab.example/radar/"


def pages(site: Path) -> dict[str, Any]:
    """Every page by its path, parsed."""
    return {
        path: html.document_fromstring(data.decode())
        for path, data in files(site).items()
        if path.endswith(".html")
    }


def targets(page: Any) -> list[str]:
    """All that a page links to or loads."""
    return [str(found) for found in page.xpath("//@href | //@src")]


def test_every_link_of_the_site_resolves(published: Path) -> None:
    known = files(published)
    parsed = pages(published)
    ids = {path: set(page.xpath("//@id")) for path, page in parsed.items()}
    dead = []
    for path, page in parsed.items():
        for target in targets(page):
            parts = urlsplit(target)
            if parts.scheme and not target.startswith(BASE):
                continue
            if target.startswith(BASE):
                there = target.removeprefix(BASE).partition("#")[0] or "index.html"
                there += "index.html" if there.endswith("/") else ""
            else:
                joined = (Path("/") / path).parent / unquote(parts.path)
                there = str(Path(*_resolved(joined.parts))) if parts.path else path
            if there not in known or (parts.fragment and parts.fragment not in ids[there]):
                dead.append((path, target))
    assert dead == []


def _resolved(parts: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for part in parts[1:]:
        if part == "..":
            assert found, "a link leads above the site"
            found.pop()
        elif part != ".":
            found.append(part)
    return found


def test_nothing_is_loaded_from_elsewhere_and_no_script_stands_in_a_page(published: Path) -> None:
    for path, page in pages(published).items():
        assert page.xpath("//script[not(@src) and @type!='application/ld+json']") == [], path
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        assert loaded, path
        for target in loaded:
            assert not urlsplit(str(target)).scheme or str(target).startswith(BASE), path
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.xpath("//@style | //style") == [], path
        assert [name for name in _attributes(page) if name.startswith("on")] == [], path


def _attributes(page: Any) -> set[str]:
    return {str(name).lower() for element in page.iter() for name in getattr(element, "attrib", ())}


def test_pages_say_their_language_title_and_one_heading(published: Path) -> None:
    for path, page in pages(published).items():
        assert page.get("lang") == ("zh" if path.startswith("zh/") else "en")
        assert len(page.xpath("//h1")) == 1, path
        assert page.findtext(".//title"), path
        assert len(page.xpath("//main")) == 1, path


def test_an_estimate_says_so_wherever_it_stands(published: Path) -> None:
    told = 0
    for page in pages(published).values():
        for moment in page.xpath("//time[@data-est]"):
            told += 1
            assert moment.text.startswith("~ ")
            around = moment.getparent()
            assert "est" in around.get("class").split()
            assert {"estimated", "预估"} & set(around.itertext())
    assert told > 20


def test_a_venue_s_page_has_what_is_known_of_it(published: Path) -> None:
    text = " ".join(pages(published)["venues/alpha.html"].text_content().split())
    for said in (
        "ALPHA", "阿尔法会议", "Alphabetic", "CCF", "90", "2026-10-08 23:59 America/New_York",
        "moved from 2026-10-01", "Tokyo, Japan", "3-7 May 2027", "hybrid",
        "Accepted 253 of 1000 (25.3%)", "shop-A", "2027-01-15 AoE",
    ):  # fmt: skip
        assert said in text, said
    charts = pages(published)["venues/alpha.html"].xpath("//*[local-name()='svg']/@aria-label")
    assert charts == ["Paper deadlines by year", "Acceptance rates"]
    chinese = pages(published)["zh/venues/alpha.html"].text_content()
    for said in ("论文", "预估", "录用 253 / 1000", "会议"):
        assert said in chinese, said


def test_what_search_engines_read_are_announced_events(published: Path) -> None:
    data = json.loads(pages(published)["venues/alpha.html"].xpath("//script[@type]/text()")[0])
    (event,) = data["@graph"]
    assert event["@type"] == "Event"
    assert (event["startDate"], event["endDate"]) == ("2027-05-03", "2027-05-07")
    assert event["location"]["address"]["addressCountry"] == "JP"
    off = json.loads(pages(published)["index.html"].xpath("//script[@type]/text()")[0])
    assert off["potentialAction"]["target"].startswith(BASE)
    assert not pages(published)["venues/beta.html"].xpath("//script[@type]"), "nothing announced"


def test_the_sitemap_names_every_page(published: Path) -> None:
    tree = etree.fromstring((published / "sitemap.xml").read_bytes())
    named = {element.text.removeprefix(BASE) for element in tree.iter("{*}loc") if element.text}
    expected = {path.removesuffix("index.html") for path in pages(published) if path != "404.html"}
    assert named == expected
    assert f"Sitemap: {BASE}sitemap.xml" in (published / "robots.txt").read_text()
    search = etree.fromstring((published / "opensearch.xml").read_bytes())
    assert search.find("{*}Url").get("template") == f"{BASE}?q={{searchTerms}}"


def test_the_front_page_is_small(published: Path) -> None:
    import gzip

    names = ("index.html", "style.css", "site.js", "icon.svg")
    assert sum(len(gzip.compress((published / name).read_bytes())) for name in names) < 30_000


def test_a_hostile_catalogue_stays_text(world: World, tmp_path: Path) -> None:
    records = [hostile(f"bad-{number}", text) for number, text in enumerate(HOSTILE)]
    world.ship(*records, *venues()[:1])
    site = tmp_path / "site"
    done = world("publish", str(site), "--title", " ".join(HOSTILE), "--lang", "both")
    assert done.code == 0, done.err
    written = files(site)
    for path, data in written.items():
        if path in {MANIFEST, "catalogue.yaml"}:
            continue
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", data.decode()), path
    for path, page in pages(site).items():
        scripts = page.xpath("//script")
        assert all(
            script.get("src") or script.get("type") == "application/ld+json" for script in scripts
        ), path
        for script in scripts:
            if not script.get("src"):
                json.loads(script.text)
        assert not page.xpath("//img[not(contains(@src, 'timeline.svg'))]"), path
        assert [name for name in _attributes(page) if name.startswith("on")] == [], path
        for target in targets(page):
            assert urlsplit(target).scheme in {"", "http", "https"}, (path, target)
    for path, data in written.items():
        if path.endswith((".svg", ".atom", ".xml")):
            tree = etree.fromstring(data)
            assert not [item for item in tree.iter() if "script" in str(item.tag)], path
    front = (site / "data.js").read_text()
    assert "<" not in front
    json.loads(front.removeprefix("var confradarData=").rstrip().removesuffix(";"))
