"""`check` against a server that answers as venues' sites do: what it says of each page, what it
takes, and how that is taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from confradar import paths
from confradar.sync import check_pages
from server import Site, serving
from support import Done, called, deadline, edition, environment, run, venue, written

NOW = "2026-11-27T12:00Z"
DAY = "2026-11-27"


def page(name: str, *rows: tuple[str, str], year: int = 2027) -> bytes:
    """A page of important dates, as a venue has it."""
    cells = "".join(f"<tr><td>{what}</td><td>{when}</td></tr>" for what, when in rows)
    return (
        f"<html><head><title>{name} {year}: Important Dates</title></head><body>"
        f"<h1>Important Dates</h1><table>{cells}</table></body></html>"
    ).encode()


PAPER = ("Paper submission deadline", "15 January 2027, 23:59 AoE")
TOLD = ("Author notification", "20 March 2027")


def past(*years: int) -> list[dict[str, Any]]:
    """Editions of a yearly venue whose papers were due on 20 January."""
    return [
        edition(
            year,
            deadline(f"{year}-01-20 23:59", zone="AoE", source="ccf"),
            start=f"{year}-06-10",
            end=f"{year}-06-12",
            source="ccf",
        )
        for year in years
    ]


def coming(*deadlines: dict[str, Any]) -> list[dict[str, Any]]:
    """The edition of 2027, as a list has it, with earlier ones."""
    return [
        edition(2027, *deadlines, start="2027-06-10", end="2027-06-12", source="ccf"),
        *past(2026, 2025, 2024),
    ]


def listed(at: str, kind: str = "paper", **changed: Any) -> dict[str, Any]:
    """A deadline as a list has it."""
    return deadline(at, kind, zone="AoE", source="ccf", **changed)


@dataclass
class Reader:
    """A reader with a home of their own, a shipped catalogue, and the venues' server."""

    environ: dict[str, str]
    site: Site
    root: Path

    def __call__(self, *arguments: str, now: str = NOW) -> Done:
        return called(arguments, {**self.environ, "CONFRADAR_NOW": now})

    def ship(self, **editions: list[dict[str, Any]]) -> None:
        """Make these the venues of the shipped catalogue, each with a page of its own."""
        venues = [
            venue(
                id_,
                acronym=id_.upper(),
                name=f"{id_} of everything",
                dates=[f"{self.site.url}/{id_}/{{year}}/dates"],
                editions=held,
                sources=["ccf"],
            )
            for id_, held in editions.items()
        ]
        source = [{"id": "ccf", "name": "a list"}]
        apart = json.loads(json.dumps(venues))  # YAML would write what is shared as an alias
        written(self.root / "data" / "venues.yaml", *apart, sources=source)

    def serve(self, id_: str, *rows: tuple[str, str], year: int = 2027) -> None:
        """Let the venue's page of 2027 say this."""
        self.site.serve(f"/{id_}/2027/dates", page(id_.upper(), *rows, year=year))

    def items(self, *arguments: str, now: str = NOW) -> list[dict[str, Any]]:
        """The items of a command's JSON."""
        done = self(*arguments, "--format", "json", now=now)
        assert done.out, done.err
        found: list[dict[str, Any]] = json.loads(done.out)["items"]
        return found

    def check(self, *arguments: str, now: str = NOW) -> dict[str, dict[str, Any]]:
        """What `check` finds, by venue and key."""
        found = self.items("check", "--pause", "0", "--timeout", "5", *arguments, now=now)
        return {f"{item['venue']} {item['key'] or ''}".strip(): item for item in found}

    def dates(self, *arguments: str) -> list[tuple[Any, ...]]:
        """The papers of 2027, whatever their certainty."""
        found = self.items("deadlines", "--all", *arguments)
        return [
            (item["venue"], item["kind"], item["wall"], item["certainty"], item["source"])
            for item in found
            if item["year"] == 2027 and item["kind"] == "paper"
        ]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader whose shipped catalogue a test makes."""
    (tmp_path / "data").mkdir()
    for name in ("topics.yaml", "guide.yaml"):
        copy(paths.bundled(name), tmp_path / "data" / name)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "src" / "confradar")
    with serving() as site:
        yield Reader(environment(tmp_path / "home"), site, tmp_path)


def html(text: str) -> Any:
    """An answer with this page."""
    return lambda asked: asked.reply(200, text.encode(), Content_Type="text/html")


def test_each_page_is_told_as_what_it_is(reader: Reader) -> None:
    at = coming(listed("2027-01-15 23:59"))
    names = [
        "agree",
        "differ",
        "fill",
        "missing",
        "robots",
        "login",
        "parked",
        "moved",
        "older",
        "told",
        "whose",
        "empty",
        "full",
    ]
    reader.ship(**dict.fromkeys(names, at) | {"fill": past(2026, 2025, 2024)})
    for name in ("agree", "fill", "robots"):
        reader.serve(name, PAPER, TOLD)
    reader.serve("differ", ("Paper submission deadline", "18 January 2027, 23:59 AoE"))
    reader.serve("older", ("Paper submission deadline", "15 January 2026"), year=2026)
    routes = reader.site.routes
    routes["/robots.txt"] = html("User-agent: *\nDisallow: /robots/\n")
    routes["/login/2027/dates"] = html("<form>Log in <input type=password></form>")
    routes["/parked/2027/dates"] = html("<title>x</title>The domain parked.example is for sale!")
    reader.site.serve("/whose/2027/dates", page("AGREE", PAPER))
    routes["/told/2027/dates"] = html("<h1>Dates</h1><p>TOLD 2026</p><p>Papers: 20 January</p>")
    routes["/empty/2027/dates"] = html("<title>EMPTY 2027</title>Dates will follow.")
    routes["/full/2027/dates"] = lambda asked: asked.reply(500, b"")
    with serving() as elsewhere:
        routes["/moved/2027/dates"] = lambda asked: asked.reply(302, Location=elsewhere.url + "/x")
        found = reader.check()
        assert elsewhere.requests == []
    assert found["agree paper"]["status"] == "agrees"
    assert found["agree notification"]["status"] == "new"
    assert found["differ paper"]["status"] == "differs"
    assert found["differ paper"]["value"] == "2027-01-15 23:59 AoE"
    assert found["differ paper"]["said"] == "2027-01-18 23:59 AoE"
    assert "18 January 2027" in found["differ paper"]["evidence"]
    assert found["fill paper"]["status"] == "new"
    statuses = {key: item["status"] for key, item in found.items() if item["key"] is None}
    assert statuses == {
        "missing": "not there yet",
        "robots": "forbidden by robots.txt",
        "login": "not readable",
        "parked": "not readable",
        "moved": "not readable",
        "older": "wrong year",
        "told": "wrong year",
        "whose": "not readable",
        "empty": "not readable",
        "full": "failed",
    }
    for name, why in (
        ("login", "login"),
        ("parked", "for sale"),
        ("moved", "another host"),
        ("older", "2026"),
        ("whose", "AGREE"),
    ):
        assert why in found[name]["why"]
    assert all(path != "/robots/2027/dates" for path, _ in reader.site.requests)
    assert reader("check", "full", "--pause", "0", "--timeout", "5").code == 4


def test_a_page_fills_what_nobody_announced_and_takes_nothing_else(reader: Reader) -> None:
    reader.ship(
        gap=past(2026, 2025, 2024),
        tbd=coming(listed("TBD")),
        bare=coming(listed("2027-01-15")),
        other=coming(listed("2027-01-10 23:59")),
        later=coming(listed("2027-01-08 23:59")),
    )
    for name in ("gap", "tbd", "bare", "other"):
        reader.serve(name, PAPER)
    reader.serve("later", (PAPER[0], "<s>8 January 2027</s> 15 January 2027, 23:59 AoE"))
    before = reader.items("export", "--include-estimates", "--kind", "conference")
    found = reader.check("--apply")
    effects = {key.split()[0]: item["effect"] for key, item in found.items()}
    assert effects == {
        "gap": "taken", "tbd": "taken", "bare": "taken", "other": "conflict", "later": "taken",
    }  # fmt: skip
    dates = {item[0]: item for item in reader.dates()}
    for name, certainty in (("gap", "tentative"), ("tbd", "tentative"), ("bare", "confirmed")):
        address = f"{reader.site.url}/{name}/2027/dates"
        assert dates[name][1:] == ("paper", "2027-01-15T23:59:00", certainty, address)
    assert dates["other"][2:] == ("2027-01-10T23:59:00", "confirmed", "ccf")
    extended = reader.items("deadlines", "later", "--year", "2027")[0]
    assert [item["at"] for item in extended["revisions"]] == ["2027-01-09T11:59:00Z"]
    (conflict,) = reader.items("conflicts", "other")
    assert (conflict["value"], conflict["other"]) == (
        "2027-01-10 23:59 AoE",
        "2027-01-15 23:59 AoE",
    )
    told = {(item["venue"], item["what"]) for item in reader.items("changes")}
    assert told == {
        ("gap", "new edition"), ("tbd", "announced"), ("later", "moved"),
    }  # fmt: skip
    uids = {(item["venue"], item["year"], item["kind"]): item["uid"] for item in before}
    after = reader.items("export", "--kind", "conference")
    for item in after:
        if item["venue"] == "gap" and item["kind"] == "paper" and item["year"] == 2027:
            assert item["uid"] == uids["gap", 2027, "paper"]
            break
    else:
        pytest.fail("the calendar lacks the new date")
    asked = len(reader.site.requests)
    again = reader("check", "--apply", "--pause", "0", "--format", "json")
    assert again.code == 0
    assert {status for path, status, _ in reader.site.sent[asked:] if "dates" in path} == {304}
    assert {item["status"] for item in json.loads(again.out)["items"]} == {"agrees", "differs"}
    assert {item[0]: item for item in reader.dates()} == dates


def test_rejecting_brings_the_former_state_back_whole(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024), other=coming(listed("2027-01-10 23:59")))
    for name in ("gap", "other"):
        reader.serve(name, PAPER, TOLD)

    def shown() -> list[str]:
        """All that a reader sees of the two venues."""
        views = (
            ("deadlines", "--all"),
            ("export", "--include-estimates"),
            ("show",),
            ("conflicts",),
        )
        return [reader(*view, "gap", "other", "--format", "json").out for view in views]

    former = shown()
    found = reader.check("--apply")
    assert {found[f"gap {kind}"]["effect"] for kind in ("paper", "notification")} == {"taken"}
    assert shown() != former
    reader.check("gap", "other", "--reject")
    assert shown() == former
    assert reader.check("--apply") and shown() == former, "nothing is new on the pages"
    reader.serve("gap", PAPER, TOLD, ("Camera-ready papers", "20 April 2027"))
    reader.check("gap", "--apply", now="2026-11-28T12:00Z")
    kinds = {
        item["kind"]
        for item in reader.items("deadlines", "gap", "--all")
        if item["source"] != "estimate"
    }
    assert kinds == {"camera_ready"}, "what was rejected is not taken again, what is new is"


def test_accepting_takes_a_value_against_a_list(reader: Reader) -> None:
    reader.ship(other=coming(listed("2027-01-10 23:59")))
    reader.serve("other", PAPER)
    reader.check("--apply")
    before = reader.dates()
    assert before[0][2:] == ("2027-01-10T23:59:00", "confirmed", "ccf")
    reader.check("other", "--accept")
    address = f"{reader.site.url}/other/2027/dates"
    assert reader.dates()[0][2:] == ("2027-01-15T23:59:00", "confirmed", address)
    (kept,) = reader.items("conflicts", "other")
    assert (kept["other"], kept["other_source"]) == ("2027-01-10 23:59 AoE", "ccf")
    reader.check("other", "--reject")
    assert reader.dates() == before
    reader.serve("other", ("Notification", "04/03/2027"), ("Papers", "15 January 2027"))
    doubted = reader.check("--apply", now="2026-11-28T12:00Z")["other notification"]
    assert (doubted["sure"], doubted["effect"]) == (False, "none")
    reader.check("other", "--accept", "--doubtful", now="2026-11-28T12:00Z")
    assert (
        reader.check("--apply", now="2026-11-29T12:00Z")["other notification"]["status"] == "agrees"
    )
    assert reader("check", "--accept").code == 2
    assert reader("check", "other", "--accept", "--reject").code == 2


def test_a_page_that_moves_its_own_date_is_followed(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024), listed=coming(listed("2027-01-15 23:59")))
    for name in ("gap", "listed"):
        reader.serve(name, PAPER)
    reader.check("--apply")
    for name in ("gap", "listed"):
        reader.serve(name, (PAPER[0], "22 January 2027, 23:59 AoE"), TOLD)
    reader.check("--apply", now="2026-12-10T12:00Z")
    moved, stays = sorted(reader.dates())
    assert (moved[0], moved[2]) == ("gap", "2027-01-22T23:59:00")
    assert (stays[0], stays[2]) == ("listed", "2027-01-15T23:59:00"), "a list says it, too"
    (change,) = [item for item in reader.items("changes") if item["what"] == "moved"]
    assert (change["venue"], change["nature"], change["days"]) == ("gap", "extension", 7)
    reader.serve("gap", TOLD)
    found = reader.check("--apply", now="2026-12-11T12:00Z")
    assert found["gap paper"]["status"] == "gone"


def test_a_readers_own_value_is_never_touched(reader: Reader) -> None:
    reader.ship(mine=past(2026, 2025, 2024))
    own = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"
    value = {"kind": "paper", "at": "2027-01-02 12:00", "zone": "UTC"}
    written(own, {"id": "mine", "editions": [edition(2027, value)]})
    reader.serve("mine", (PAPER[0], "<s>2 January 2027</s> 15 January 2027, 23:59 AoE"), TOLD)
    text = own.read_bytes()
    reader.check("--apply")
    reader.check("mine", "--accept")
    assert reader.dates()[0][2] == "2027-01-02T12:00:00"
    assert own.read_bytes() == text
    kinds = [item["kind"] for item in reader.items("deadlines", "mine") if item["year"] == 2027]
    assert sorted(kinds) == ["notification", "paper"]


def test_a_venue_of_the_readers_own_has_official_pages_too(reader: Reader) -> None:
    reader.ship()
    own = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"
    pattern = f"{reader.site.url}/noth/{{year}}/dates"
    written(own, venue("noth", acronym="NOTH", dates=[pattern], kind="workshop"))
    reader.serve("noth", PAPER)
    reader.check("noth", "--apply")
    assert [item[0] for item in reader.dates()] == ["noth"]
    own.unlink()
    assert reader("deadlines", "--format", "json").code in {0, 3}


def test_a_page_is_a_source_that_sync_follows(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024))
    for name in ("ccfddl", "hf", "aideadlines"):
        reader("sources", "disable", name)
    address = reader.site.serve("/somewhere", page("GAP", PAPER))
    assert reader("sources", "add", address).code == 2
    assert reader("sources", "add", address, "--venue", "gap").code == 2
    done = reader("sources", "add", address, "--venue", "gap", "--year", "2027")
    assert "gap-2027" in done.err
    assert reader("sync").code == 0
    assert reader.dates()[0][2:] == ("2027-01-15T23:59:00", "tentative", address)
    reader("sources", "remove", "gap-2027")
    assert reader("sync").code == 0
    assert [item[3] for item in reader.dates()] == ["estimated"]


@pytest.mark.parametrize("words", [("add",), ("add", "x", "--year", "1800"), ("nosuch",)])
def test_a_line_that_sources_cannot_read_is_said_in_one(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    done = run(["sources", *words], environment(tmp_path))
    assert (done.code, done.out) == (2, "")
    first, hint = done.err.splitlines()
    assert first.startswith("confradar: ") and "confradar sources" in hint


def test_a_source_whose_venue_is_gone_is_told(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024))
    for name in ("ccfddl", "hf", "aideadlines"):
        reader("sources", "disable", name)
    own = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"
    written(own, venue("noth", acronym="NOTH", kind="workshop"))
    address = reader.site.serve("/somewhere", page("NOTH", TOLD))
    reader("sources", "add", address, "--venue", "noth", "--year", "2027")
    own.unlink()
    done = reader("sync")
    assert done.code == 4
    assert "no venue 'noth'" in done.err and "sources remove noth-2027" in done.err
    reader("sources", "remove", "noth-2027")
    assert reader("sync").code == 0


def test_sync_official_reads_the_pages_of_followed_venues(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024), other=past(2026, 2025, 2024))
    for name in ("ccfddl", "hf", "aideadlines"):
        reader("sources", "disable", name)
    for name in ("gap", "other"):
        reader.serve(name, PAPER)
    reader("follow", "gap")
    assert reader("sync").code == 0
    assert not reader.site.requests
    assert reader("sync", "--official").code == 0
    certain = {item[0]: item[3] for item in reader.dates()}
    assert certain == {"gap": "tentative", "other": "estimated"}


@pytest.mark.parametrize(
    "address, form",
    [
        ("https://openreview.net/group?id=X.cc/2027/Conference", "openreview"),
        ("https://conf.researchr.org/dates/x-2027", "researchr"),
        ("https://x.example/deadlines.ics", "ics"),
        ("https://x.example/dates", "page"),
    ],
)
def test_the_format_of_a_page_is_told_by_its_address(
    reader: Reader, address: str, form: str
) -> None:
    reader.ship(gap=past(2026))
    reader("sources", "add", address, "--venue", "gap", "--year", "2027")
    (found,) = [item for item in reader.items("sources", "list") if item["id"] == "gap-2027"]
    assert found["format"] == form
    if form == "openreview":
        assert found["location"] == "https://api2.openreview.net/invitations"


def test_doctor_tells_pages_that_no_longer_give_dates(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024), well=past(2026, 2025, 2024))
    for name in ("gap", "well"):
        reader.serve(name, PAPER)
    reader.check("--apply")
    reader.site.routes["/gap/2027/dates"] = html("<title>GAP 2027</title>Our new site is loading")
    reader.check("--apply", now="2026-11-28T12:00Z")
    checks = [item for item in reader.items("doctor") if item["area"] == "pages"]
    told = {item["item"]: (item["status"], item["detail"]) for item in checks}
    assert told["gap 2027"][0] == "attention"
    assert "it gave 1 date before" in told["gap 2027"][1]
    assert told["read"] == ("ok", "1 of 2 official pages")
    assert reader.dates()[0][2] == "2027-01-15T23:59:00", "what it gave stays"


def test_a_value_that_was_read_says_so_everywhere(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024), other=coming(listed("2027-01-10 23:59")))
    reader.serve("gap", PAPER)
    reader.check("--apply")
    line = "Paper submission deadline | 15 January 2027, 23:59 AoE"
    item = reader.items("deadlines", "gap", "--only", "announced")[0]
    assert (item["evidence"], item["read"], item["certainty"]) == (line, DAY, "tentative")
    (document,) = reader.items("show", "gap")
    (point,) = document["editions"][0]["deadlines"]
    assert (point["evidence"], point["recorded"]) == (line, DAY)
    assert f"Read from the page on {DAY}: paper: {line}" in reader("show", "gap", "--all").out
    (change,) = reader.items("changes")
    assert (change["evidence"], change["source"]) == (line, item["source"])
    calendar = reader("export", "gap").out.replace("\r\n ", "")
    assert f"Read from the page on {DAY}: {line}".replace(",", "\\,") in calendar
    (planned,) = reader.items("plan", "--ready", "2027-01-01", "--ladder", "gap")
    assert planned["paper"]["source"] == item["source"]


def test_a_followed_edition_that_is_announced_comes_first(reader: Reader) -> None:
    moved = {"other": coming(listed("2027-01-10 23:59")), "zzz": past(2026, 2025, 2024)}
    reader.ship(**moved)
    reader("follow", "zzz", "other")
    reader.serve("other", (PAPER[0], "<s>10 January 2027</s> 15 January 2027, 23:59 AoE"))
    reader.serve("zzz", PAPER)
    reader.check("--apply")
    assert [item["venue"] for item in reader.items("changes")] == ["zzz", "other"]
    agenda = json.loads(reader("agenda", "--format", "json").out)["items"][0]
    assert [item["venue"] for item in agenda["changes"]] == ["zzz", "other"]
    assert reader("agenda").out.splitlines()[1].startswith("Announced: ZZZ 2027: paper 2027-01-15")


def test_what_was_taken_outlives_a_new_catalogue_and_a_list_confirms_it(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024))
    reader.serve("gap", PAPER)
    reader.check("--apply")
    before = reader.dates()
    reader.ship(gap=past(2026, 2025, 2024), more=past(2026))
    assert [item for item in reader.dates() if item[0] == "gap"] == before
    assert reader.check("gap", "--apply")["gap paper"]["status"] == "agrees"
    reader.ship(gap=coming(listed("2027-01-15 23:59")))
    (paper,) = [item for item in reader.dates() if item[0] == "gap"]
    assert paper[2:] == ("2027-01-15T23:59:00", "confirmed", "ccf")


@pytest.mark.parametrize("damage", [b"{", b"", b"[1]\n", None])
@pytest.mark.parametrize("command", [("check", "--pause", "0"), ("sync",)])
def test_damaged_records_of_pages_are_told_and_put_aside(
    reader: Reader, damage: bytes | None, command: tuple[str, ...]
) -> None:
    reader.ship(gap=past(2026, 2025, 2024))
    for name in ("ccfddl", "hf", "aideadlines"):
        reader("sources", "disable", name)
    reader.serve("gap", PAPER)
    reader.check("--apply")
    (kept,) = Path(reader.environ["CONFRADAR_DATA_DIR"]).rglob("pages-*.jsonl")
    if damage is None:
        kept.unlink()
    else:
        kept.write_bytes(damage)
    reader.ship(gap=past(2026, 2025, 2024), more=past(2026))
    assert reader.dates()[0][3] == "tentative", "a command that only reads loses nothing"
    looked = reader("check", "--offline")
    assert (looked.code, "lost or damaged" in looked.err) == (5, True)
    assert "lost or damaged" in reader(*command).err
    if damage is not None:
        assert kept.with_name(f"{kept.name}.damaged").read_bytes() == damage
    reader.check("gap", "--apply")
    assert reader.dates()[0][3] == "tentative"
    assert "damaged" not in reader(*command).err


def test_who_only_looks_writes_nothing(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024))
    reader.serve("gap", PAPER)
    reader.check()
    data = Path(reader.environ["CONFRADAR_DATA_DIR"])
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    assert reader.check("--offline")["gap paper"]["effect"] == "fills a gap"
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before


def test_a_failure_of_the_last_time_is_shown_and_not_counted_again(reader: Reader) -> None:
    reader.ship(gap=past(2026, 2025, 2024), never=past(2026, 2025, 2024))
    reader.serve("gap", PAPER)
    reader.check("gap", "--apply")
    reader.site.routes["/gap/2027/dates"] = lambda asked: asked.reply(500)
    asked = ("check", "gap", "--pause", "0", "--timeout", "5")
    assert reader(*asked).code == 4
    offline = reader("check", "gap", "--offline")
    assert (offline.code, "failed" in offline.out) == (0, True)
    assert reader("check", "gap", "--reject").code == 0
    assert [item[3] for item in reader.dates() if item[0] == "gap"] == ["estimated"]
    assert "read before" in reader("check", "never", "--offline").err


@pytest.mark.parametrize("seconds", ["nan", "-1", "601", "soon"])
def test_a_pause_is_a_number_of_seconds(reader: Reader, seconds: str) -> None:
    reader.ship(gap=past(2026))
    assert reader("check", "gap", "--pause", seconds).code == 2
    assert not reader.site.requests


def test_what_another_run_took_meanwhile_is_taken(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.ship(gap=past(2026, 2025, 2024))
    reader.serve("gap", PAPER)
    keep = check_pages.keep

    def overtaken(*arguments: Any, **named: Any) -> Any:
        """Another run, which asked the same at the same time, is first."""
        keep(*arguments, **named)
        return keep(*arguments, **named)

    monkeypatch.setattr(check_pages, "keep", overtaken)
    done = reader("check", "--apply", "--pause", "0", "--format", "json")
    (found,) = json.loads(done.out)["items"]
    assert found["effect"] == "taken"
    assert "--apply" not in done.err
