"""`confradar events` as its reader sees it: one screen that says where to go, and rows for
programs."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from confradar.index.points import DeadlineItem
from confradar.model.regions import region_countries
from confradar.queries.events import Event
from confradar.views.events import table
from confradar.views.grid import show
from support import SHARED_CACHE, Done, called, deadline, edition, environment, venue, written
from terminal import on_terminal

NOW = "2026-11-27T00:00Z"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("events")
    far = [
        venue(
            f"far{number:02}",
            editions=[edition(2027, start=f"2027-02-{number:02}", place="Oslo", country="NO")],
        )
        for number in range(1, 25)
    ]
    soon = edition(
        2026,
        deadline("2026-11-20 23:59", "early_registration", zone="UTC"),
        deadline("2026-12-05 23:59", "registration", zone="UTC", certainty="tentative"),
        start="2026-12-08",
        end="2026-12-10",
        place="東京, 日本",
        country="JP",
    )
    later = edition(2028, start="2028-01-10", end="2028-01-12", country="NO", place="Bergen")
    nowhere = edition(2027, start="2027-01-10", end="2027-01-12")
    records = [venue("soon", acronym="SOON", editions=[soon]), venue("later", editions=[later])]
    home = environment(folder / "home", CONFRADAR_NOW=NOW)
    own = Path(home["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"
    written(own, *records, *far, venue("nowhere", editions=[nowhere]))
    return home


def ask(home: dict[str, str], *words: str) -> Done:
    return called(["events", *words], home)


def test_a_program_is_given_everything_that_is_coming(home: dict[str, str]) -> None:
    done = ask(home, "soon", "later", "--format", "json")
    document = json.loads(done.out)
    assert document["schema"] == "confradar.events/1"
    soon, later = document["items"]
    days = soon["start"], soon["end"], soon["low"], soon["certainty"], soon["country"]
    assert days == ("2026-12-08", "2026-12-10", None, "confirmed", "JP")
    assert soon["early_registration"]["at"] == "2026-11-20T23:59:00Z"
    assert soon["registration"]["certainty"] == "tentative"
    assert (later["venue"], later["registration"]) == ("later", None)
    columns = "venue,registration,registration.certainty"
    rows = ask(home, "soon", "--columns", columns).rows
    assert rows == [["soon", "2026-12-05T23:59:00Z", "tentative"]]


def test_sites_and_parts_are_told(home: dict[str, str]) -> None:
    sites = [{"place": "Paris, France", "country": "FR", "start": "2027-03-02"}]
    parts = [
        {"name": "workshops", "start": "2027-03-01"},
        {"name": "main", "start": "2027-03-02", "end": "2027-03-04"},
    ]
    days = {"start": "2027-03-01", "end": "2027-03-04", "place": "Sydney", "country": "AU"}
    file = Path(home["CONFRADAR_CONFIG_DIR"]).parent / "placed.yaml"
    written(file, venue("placed", editions=[edition(2027, **days, sites=sites, parts=parts)]))
    mine = ("placed", "--catalogue", str(file))
    day = ("--from", "2027-03-01", "--to", "2027-03-01")
    table = ask(home, *mine, *day, "--format", "table").out
    assert "placed-A 2027 (workshops)" in table
    assert "Sydney; Paris (2 Mar)" in table
    assert "(workshops)" not in ask(home, *mine, "--format", "table").out
    (item,) = json.loads(ask(home, *mine, "--format", "json").out)["items"]
    assert (item["place"], item["sites"], item["parts"]) == ("Sydney", sites, parts)
    (row,) = ask(home, *mine, "--columns", "place,sites").rows
    assert (row[0], json.loads(row[1])) == ("Sydney", sites)
    entry = called(["export", *mine], home).out.replace("\r\n ", "")
    assert r"LOCATION:Sydney\; Paris\, France (2 Mar)" in entry
    assert r"workshops 1 Mar\, main conference 2-4 Mar" in entry
    chinese = called(["export", *mine, "--lang", "zh"], home).out.replace("\r\n ", "")
    assert "研讨会：3月1日，主会：3月2日至4日" in chinese.replace("\\", "")
    (item,) = json.loads(called(["export", *mine, "--format", "json"], home).out)["items"]
    assert (item["sites"], item["parts"]) == (sites, parts)


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl", "yaml", "md", "table"])
def test_every_format_has_the_day_and_the_place(form: str, home: dict[str, str]) -> None:
    done = ask(home, "soon", "--format", form)
    assert (done.code, "東京" in done.out) == (0, True)
    assert ("8-10 Dec" if form == "table" else "2026-12-08") in done.out


def test_what_is_not_shown_is_told(home: dict[str, str]) -> None:
    done = ask(home, "--region", "norway", "--within", "3m", "--query", "far")
    assert len(done.rows) == 24
    assert done.err == ""
    done = ask(home, "--region", "norway", "nowhere", "soon")
    assert (done.code, done.out) == (0, "")
    assert "no event matches these filters" in done.err
    assert "1 more whose place is not known" in done.err


def test_a_word_that_is_no_region_gets_one_line(home: dict[str, str]) -> None:
    for command in ("events", "deadlines", "list", "export", "timeline"):
        done = called([command, "--region", "eurpe"], home)
        assert (done.code, done.out) == (2, ""), command
        assert done.err.splitlines() == [
            "confradar: there is no region and no country 'eurpe'",
            "  did you mean europe?",
        ]


def test_regions_and_countries_are_completed(home: dict[str, str]) -> None:
    asked = {
        "_CONFRADAR_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": "confradar events --region DE,Nor",
    }
    words = called([], {**home, **asked}).out
    for word in ("DE,north-america", "DE,northern-europe", "DE,norway"):
        assert word in words


def test_a_terminal_has_one_screen_of_the_next_half_year(home: dict[str, str]) -> None:
    environ = {**home, "NO_COLOR": "1"}
    lines = on_terminal(["events", "--query", "far"], columns=80, environ=environ).splitlines()
    assert len(lines) < 24
    assert any(line.startswith("6 later: --all") for line in lines)
    named = on_terminal(["events", "soon", "later"], columns=80, environ=environ)
    assert "10-12 Jan 2028" in named, "of venues that are named all"
    assert re.search(r"8-10 Dec +SOON 2026 +東京, 日本 +over +5 Dec \?", named)


def test_which_events_in_europe_and_until_when_is_the_early_fee(tmp_path: Path) -> None:
    """The shipped catalogue answers on one screen."""
    environ = environment(
        tmp_path, CONFRADAR_NOW=NOW, CONFRADAR_CACHE_DIR=SHARED_CACHE, NO_COLOR="1"
    )
    words = ["events", "--region", "europe", "--within", "6m"]
    lines = on_terminal(words, columns=80, environ=environ).splitlines()
    shown = [line for line in lines if not line.startswith("confradar:")]  # that the data are old
    assert max(map(cell_len, shown)) <= 80
    assert re.search(r"9-14 Mar +EACL 2027 +Athens, Greece", "\n".join(shown))
    items = json.loads(called([*words, "--format", "json"], environ).out)["items"]
    held = [{item["country"], *(site.get("country") for site in item["sites"])} for item in items]
    assert all(countries & set(region_countries("europe")) for countries in held)
    assert {"GR", "IE"} <= set.union(*held)


# ---- The table


def point(at: str, certainty: str = "confirmed") -> DeadlineItem:
    instant = int(datetime.fromisoformat(at).timestamp())
    low = instant - 20 * 86400 if certainty == "estimated" else None
    return DeadlineItem(
        2027, "registration", instant, at[:19], "UTC", certainty, "s", low=low, high=low and instant
    )


def event(first: str, last: str, certainty: str = "confirmed") -> Event:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    named = ("x", "A very long name of a venue", "X", "conference", 2027)
    return Event(*named, start, end, start, end, certainty)


HALL = "A hall of some university, Some Town, Country"
EVENTS = [
    replace(event("2026-12-30", "2027-01-02"), place=HALL),
    replace(event("2027-03-30", "2027-04-02"), early_registration=point("2027-03-01T12:00+00:00")),
    replace(event("2028-02-27", "2028-03-02", "tentative"), place="Ghent", format="hybrid"),
    replace(
        event("2027-09-27", "2027-12-22", "estimated"),
        registration=point("2027-03-28T12:00+00:00", "estimated"),
    ),
]


@pytest.mark.parametrize("width", [40, 60, 80, 110, 200])
def test_days_are_never_cut(width: int) -> None:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, color_system=None, highlight=False, markup=False
    )
    now = int(datetime(2026, 11, 27, tzinfo=UTC).timestamp())
    show(console, *table(EVENTS, now=now, zone=UTC, width=width))
    text = out.getvalue()
    assert max(map(cell_len, text.splitlines())) <= width
    for days in ("30 Dec - 2 Jan", "27 Feb - 2 Mar 2028 ?", "~27 Sep - 22 Dec 2027"):
        assert days in text
    if width >= 80:
        assert "1 Mar" in text
        assert "~8 Mar" in text, "an estimate is told by its early side"
        assert "(hybrid)" in text
