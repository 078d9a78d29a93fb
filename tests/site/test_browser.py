"""The site in Chromium: no error, no request to anybody else, at every width, by keyboard, without
JavaScript, in the visitor's own zone, for those who cannot see it, and with 3,500 venues.

An extra: `pip install '.[browser]'` and a Chromium of the system's; skipped where one is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browser import chromium
from sites import HOSTILE, World, files, hostile

playwright = pytest.importorskip(
    "playwright.sync_api", reason="needs the extra: pip install '.[browser]'"
)
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="needs the extra: pip install '.[browser]'"
)

KINDS = (
    "index.html", "venues/alpha.html", "venues/arr.html", "topics/nlp.html", "ranks/ccf-a.html",
    "topics.html", "ranks.html", "timeline.html", "events.html", "venues.html", "journals.html",
    "workshops.html", "about.html", "404.html",
)  # fmt: skip
NOW = "2026-09-01T00:00:00Z"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window."""
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site to open as files."""
    folder = tmp_path_factory.mktemp("browsed")
    done = World(folder)("publish", str(folder / "site"), "--lang", "both")
    assert done.code == 0, done.err
    return folder / "site"


@contextmanager
def page_of(browser: Any, **settings: Any) -> Iterator[Any]:
    """A page; what goes wrong in it, and who is asked, fails the test."""
    context = browser.new_context(**settings)
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(f"{told.type}: {told.text}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def dialog(opened: Any) -> None:
        wrong.append(f"dialog: {opened.message}")
        opened.dismiss()

    page.on("dialog", dialog)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url),
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP', e.blockedURI))"
    )
    yield page
    context.close()
    assert wrong == []


def uri(site: Path, path: str, more: str = "") -> str:
    return f"{(site / path).as_uri()}{more}"


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_no_page_is_wider_than_the_window(browser: Any, site: Path, width: int) -> None:
    with page_of(browser, viewport={"width": width, "height": 800}) as page:
        for path in (*KINDS, "zh/index.html", "zh/venues/alpha.html"):
            page.goto(uri(site, path))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Any, site: Path, scheme: str) -> None:
    faults = []
    with page_of(browser, color_scheme=scheme) as page:
        for path in (*KINDS, "zh/index.html"):
            page.goto(uri(site, path))
            for fault in axe.Axe().run(page, options={"preload": False}).response["violations"]:
                if fault["impact"] in {"serious", "critical"}:
                    faults.append((path, fault["id"], fault["nodes"][0]["html"][:200]))
    assert faults == []


def test_without_javascript_all_is_there(browser: Any, site: Path) -> None:
    with page_of(browser, java_script_enabled=False) as page:
        page.goto(uri(site, "index.html"))
        assert page.locator("#soon").is_visible()
        assert not page.locator("#finder").is_visible()
        page.locator("#soon a", has_text="ALPHA").first.click()
        assert page.locator("h1").inner_text() == "ALPHA"
        assert page.locator("a[href$='calendars/venues/alpha.ics']").count() == 1
        assert page.locator("a[href$='feeds/venues/alpha.atom']").count() == 1


def found(page: Any) -> list[str]:
    return [text.split()[0] for text in page.locator("#rows th a").all_inner_texts()]


def test_search_filters_sorting_and_the_address(browser: Any, site: Path) -> None:
    with page_of(browser) as page:
        page.goto(uri(site, "index.html"))
        assert len(found(page)) == 6
        page.fill("#q", "自然语言处理")
        assert set(found(page)) == {"ALPHA", "shop-A", "arr-A"}
        assert "q=" in page.url
        page.fill("#q", "alphabetic  tokyo")
        assert found(page) == ["ALPHA"]
        page.fill("#q", "")
        page.select_option("#topic", "cv")
        assert found(page) == ["beta-A"]
        assert page.locator("#rows tr.est .badge.est").inner_text() == "estimated"
        page.select_option("#topic", "")
        page.select_option("#kind", "journal")
        assert found(page) == ["paper-journal-A"]
        page.select_option("#kind", "")
        page.select_option("#where", "JP")
        assert found(page) == ["ALPHA"]
        page.select_option("#where", "")
        page.select_option("#certainty", "announced")
        assert found(page) == ["ALPHA"]
        page.select_option("#month", "2026-10")
        assert found(page) == ["ALPHA"]
        address = page.url
        page.click("button[type=reset]")
        page.wait_for_url(lambda url: "#" not in url)
        page.select_option("#sort", "name")
        assert found(page) == sorted(found(page), key=str.lower)
        page.goto("about:blank")
        page.goto(address)
        assert found(page) == ["ALPHA"]
        assert page.locator("#certainty").input_value() == "announced"
        page.goto("about:blank")
        page.goto(uri(site, "index.html", "?q=beta"))
        assert found(page) == ["beta-A"], "as a search engine of the browser's asks"
        page.click("[data-language]")
        assert page.locator("html").get_attribute("lang") == "zh"


def test_favourites_are_kept(browser: Any, site: Path) -> None:
    with page_of(browser) as page:
        page.goto(uri(site, "index.html"))
        page.locator("#rows tr", has_text="beta-A").locator(".star").click()
        page.goto(uri(site, "venues/beta.html"))
        star = page.locator("[data-star]")
        assert star.get_attribute("aria-pressed") == "true"
        page.goto(uri(site, "index.html", "#starred=1"))
        page.reload()
        assert found(page) == ["beta-A"]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Pacific/Auckland", "Fri, 9 Oct 2026, 16:59"),
        ("Pacific/Honolulu", "Thu, 8 Oct 2026, 17:59"),
        ("Europe/Berlin", "Fri, 9 Oct 2026, 05:59"),
    ],
)
def test_times_are_those_where_the_visitor_is(
    browser: Any, site: Path, zone: str, told: str
) -> None:
    """23:59 of 8 October in New York, which has summer time then."""
    with page_of(browser, timezone_id=zone) as page:
        page.goto(uri(site, "venues/alpha.html"))
        row = page.locator("table.coming tr", has_text="America/New_York")
        assert told in row.inner_text().replace(" at ", ", ")
        assert "2026-10-08 23:59 America/New_York" in row.inner_text()
        assert "38 d" in row.locator(".left").inner_text()
        estimate = page.locator("table.coming tr.est").first
        assert "your time" not in estimate.inner_text()
        assert estimate.locator(".left").inner_text().startswith("~ ")


def test_what_has_passed_is_hidden_and_countdowns_tick(browser: Any, site: Path) -> None:
    with page_of(browser) as page:
        page.clock.install(time="2026-10-09T03:50:30Z")
        page.goto(uri(site, "venues/alpha.html"))
        left = page.locator("table.coming tr", has_text="America/New_York").locator(".left")
        assert left.inner_text() == "8 min"
        page.clock.run_for(4 * 60_000)
        assert left.inner_text() == "4 min"
        abstract = page.locator("table.coming tr", has_text="abstract").first
        assert not abstract.is_visible(), "it was due a week before"
        page.clock.run_for(10 * 60_000)
        assert not page.locator("table.coming tr", has_text="America/New_York").is_visible()


def test_by_keyboard_alone(browser: Any, site: Path) -> None:
    with page_of(browser) as page:
        page.goto(uri(site, "index.html"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        names = []
        for _ in range(40):
            page.keyboard.press("Tab")
            names.append(page.evaluate("document.activeElement.id"))
            if names[-1] == "q":
                break
        assert "q" in names
        page.keyboard.type("beta")
        assert found(page) == ["beta-A"]
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "beta-A":
                break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_url("**/venues/beta.html")


def test_every_page_opens_without_an_error(browser: Any, site: Path) -> None:
    with page_of(browser) as page:
        for path in sorted(files(site)):
            if path.endswith(".html"):
                page.goto(uri(site, path))


def test_a_hostile_catalogue_runs_nothing(browser: Any, tmp_path: Path) -> None:
    world = World(
        tmp_path, *(hostile(f"bad-{number}", text) for number, text in enumerate(HOSTILE))
    )
    done = world("publish", str(tmp_path / "site"), "--title", " ".join(HOSTILE))
    assert done.code == 0, done.err
    with page_of(browser) as page:
        for path in sorted(files(tmp_path / "site")):
            if path.endswith(".html"):
                page.goto(uri(tmp_path / "site", path))
        page.goto(uri(tmp_path / "site", "index.html", "#q=%3Cscript%3Ealert(1)%3C/script%3E"))
        assert page.locator("#rows tr").count() >= 1
        assert page.locator("#rows script").count() == 0
