"""The public library: its surface, that it answers as the command line does, and that it costs
nothing to import."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import confradar
from confradar import CalendarOptions, Filter, Radar, UsageError, open_radar
from support import NOW, called, deadline, edition, environment, venue, written

AT = datetime.fromisoformat(NOW)

SURFACE = Path(__file__).with_name("api.txt")
NAMES = """
CalendarOptions Catalogue CatalogueError ConfradarError DataError DatedPoint Deadline DeadlineKind
Earlier Edition EstimatedDate Filter Kind ListedVenue NothingFoundError Radar StateError UsageError
Venue __version__ load_catalogue open_radar parse_wall parse_zone
"""


def parameters(of: Callable[..., object]) -> Iterator[str]:
    """The parameters of a function, and what it returns, a line each."""
    signature = inspect.signature(of)
    for parameter in signature.parameters.values():
        if parameter.name != "self":
            mark = "*, " if parameter.kind is inspect.Parameter.KEYWORD_ONLY else ""
            yield f"  {mark}{parameter}"
    yield f"  -> {signature.return_annotation}"


def surface() -> Iterator[str]:
    """What others may build on: fields of values, parameters of functions and methods."""
    for name in confradar.__all__:
        public = getattr(confradar, name)
        if not str(getattr(public, "__module__", "")).startswith("confradar.api"):
            continue
        if inspect.isfunction(public):
            yield name
            yield from parameters(public)
        elif public is Radar:
            for method, function in inspect.getmembers(Radar, inspect.isfunction):
                if not method.startswith("_"):
                    yield f"{name}.{method}"
                    yield from parameters(function)
        else:
            yield name
            yield from (f"  {field}: {kind}" for field, kind in public.__annotations__.items())


def test_names_and_signatures_are_what_was_promised() -> None:
    """What leaves api.txt, or changes in it, breaks the programs of others."""
    assert confradar.__all__ == NAMES.split()
    assert set(confradar.__all__) <= set(dir(confradar))
    assert "\n".join(surface()) == SURFACE.read_text().strip()


def test_every_public_name_says_what_it_is() -> None:
    for name in confradar.__all__:
        assert name == "__version__" or inspect.getdoc(getattr(confradar, name)), name
    for name, method in inspect.getmembers(Radar):
        assert name.startswith("_") or inspect.getdoc(method), name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne_radar'"):
        _ = confradar.opne_radar


def test_importing_costs_nothing_and_opening_loads_no_command_line() -> None:
    script = "import sys, confradar; print(*sys.modules); confradar.open_radar; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    first, second = (set(line.split()) for line in done.stdout.splitlines())
    assert not first & {"typer", "rich", "pydantic", "yaml", "sqlite3", "dataclasses", "typing"}
    assert not second & {"typer", "rich", "pydantic", "yaml", "icalendar", "httpx"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A reader's home: a catalogue of their own, and one venue followed."""
    folder = tmp_path_factory.mktemp("home")
    environ = environment(folder)
    written(
        folder / "config" / "venues.yaml",
        venue(
            "lingua",
            acronym="LINGUA",
            topics=["translation"],
            ranks={"ccf": "A"},
            editions=[
                edition(
                    2027,
                    deadline("2026-09-20", "abstract"),
                    deadline(
                        "2026-09-27 17:00:00",
                        zone="Europe/Berlin",
                        revisions=[{"at": "2026-09-20 17:00:00", "recorded": "2026-08-01"}],
                    ),
                    deadline("2026-08-20", "opening"),
                    start="2027-03-01",
                    end="2027-03-04",
                    place="Vienna, Austria",
                    country="AT",
                ),
                edition(2026, deadline("2025-09-27")),
            ],
        ),
        venue("sido", acronym="Sido", kind="workshop", ranks={"core": "B"}),
    )
    assert called(["follow", "lingua"], environ).code == 0
    return environ


def opened(home: dict[str, str]) -> Radar:
    return open_radar(now=AT, environ=home)


WHICH = {
    "--topic nlp --ccf A,B": Filter(topics="nlp", ccf="A,B"),
    "lingua acl": Filter(names=["lingua", "acl"]),
    "ml --kind conference --core A*": Filter(names="ml", kinds="conference", core="A*"),
    "--country AT": Filter(countries="AT"),
    "--query language": Filter(query="language"),
    "--following": Filter(following=True),
    "--thcpl A --kind journal": Filter(thcpl="A", kinds=["journal"]),
}


@pytest.mark.parametrize("arguments", WHICH)
def test_answers_are_those_of_the_command_line(home: dict[str, str], arguments: str) -> None:
    which = WHICH[arguments]
    with opened(home) as radar:
        venues = radar.venues(which)
        points = radar.deadlines(which, within=timedelta(days=90))
    listed = called(["list", *arguments.split(), "--format", "jsonl"], home)
    assert listed.code == 0
    assert [item.id for item in venues] == [
        json.loads(line)["id"] for line in listed.out.splitlines()
    ]
    due = called(["deadlines", *arguments.split(), "--within", "90d", "--format", "jsonl"], home)
    expected = [json.loads(line) for line in due.out.splitlines()]
    assert [
        (point.venue, point.kind, f"{point.at:%Y-%m-%dT%H:%M:%SZ}", point.wall, point.reason)
        for point in points
    ] == [(row["venue"], row["kind"], row["at"], row["wall"], row["reason"]) for row in expected]


def test_a_point_tells_all_that_was_announced(home: dict[str, str]) -> None:
    paper = opened(home).deadlines(Filter(names="lingua"), years=[2027], kinds="paper")[0]
    assert paper.at == datetime(2026, 9, 27, 15, tzinfo=UTC)
    assert (paper.wall, paper.zone, paper.date_only) == (
        "2026-09-27T17:00:00",
        "Europe/Berlin",
        False,
    )
    assert (paper.certainty, paper.low, paper.reason) == ("confirmed", None, None)
    before = paper.revisions[0]
    assert (before.at, before.recorded) == (datetime(2026, 9, 20, 15, tzinfo=UTC), "2026-08-01")


def test_time_is_from_now_unless_asked_otherwise(home: dict[str, str]) -> None:
    radar, which = opened(home), Filter(names="lingua")
    kinds = [point.kind for point in radar.deadlines(which, only="announced")]
    assert kinds == ["abstract", "paper"], "what has passed and openings are left out"
    assert [p.year for p in radar.deadlines(which, years=[2026])] == [2026]
    past = radar.deadlines(
        which, start=AT - timedelta(days=400), end=AT, kinds=["paper", "opening"]
    )
    assert [point.kind for point in past] == ["paper", "opening"]
    assert {point.certainty for point in radar.deadlines(which, only="estimated")} == {"estimated"}


def test_a_venue_has_its_next_deadline(home: dict[str, str]) -> None:
    radar = opened(home)
    (lingua,) = radar.venues(Filter(following=True))
    assert lingua.next_deadline is not None
    assert (lingua.id, lingua.topics, lingua.ccf) == ("lingua", ("translation",), "A")
    assert (lingua.next_deadline.kind, lingua.next_deadline.date_only) == ("abstract", True)
    assert radar.venues(Filter(names="sido"))[0].next_deadline is None
    assert radar.venues(Filter(names="lingua"), within=timedelta(days=5)) == []


def test_estimates_are_of_the_venue_and_year(home: dict[str, str]) -> None:
    radar = opened(home)
    found = radar.estimates("LINGUA", 2028)
    assert {item.year for item in found} == {2028}
    for item in found:
        assert item.low <= item.centre <= item.high
    assert {2028, 2029} <= {item.year for item in radar.estimates("lingua")}


@pytest.mark.parametrize(
    ("arguments", "which", "options"),
    [
        (
            "lingua --alarm 7d --todo",
            Filter(names="lingua"),
            {"alarms": [timedelta(days=7)], "todo": True},
        ),
        (
            "--topic nlp --include-estimates --lang zh",
            Filter(topics="nlp"),
            {"estimates": True, "language": "zh"},
        ),
        ("lingua --no-events", Filter(names="lingua"), {"events": False}),
    ],
)
def test_a_calendar_has_the_bytes_that_export_writes(
    home: dict[str, str], tmp_path: Path, arguments: str, which: Filter, options: dict[str, object]
) -> None:
    file = tmp_path / "out.ics"
    asked = ["export", *arguments.split(), "--name", "mine", "-o", str(file)]
    assert called(asked, home).code == 0
    made = CalendarOptions("mine", **options)  # type: ignore[arg-type]
    zone = UTC
    assert open_radar(now=AT, zone=zone, environ=home).calendar(which, made) == file.read_bytes()


def test_what_is_gone_from_a_replaced_calendar_is_cancelled(
    home: dict[str, str], tmp_path: Path
) -> None:
    one = venue("alpha", editions=[edition(2027, deadline("2026-10-01"))])
    two = venue("beta", editions=[edition(2027, deadline("2026-11-01"))])
    which = Filter(query="things")
    file = written(tmp_path / "more.yaml", one, two)
    before = open_radar(now=AT, catalogues=[file], environ=home).calendar(which)
    written(file, two)
    after = open_radar(now=AT, catalogues=[file], environ=home).calendar(which, replacing=before)
    assert before.count(b"STATUS:CANCELLED") == 0
    assert after.count(b"STATUS:CANCELLED") == 1


def test_without_what_is_personal_nothing_of_the_reader_is_seen(home: dict[str, str]) -> None:
    radar = open_radar(now=AT, personal=False, environ=home)
    assert radar.venues(Filter(following=True)) == []
    with pytest.raises(confradar.UsageError, match="no venue 'lingua'"):
        radar.venues(Filter(names="lingua"))


def test_problems_of_the_own_catalogue_are_told_and_the_rest_is_served(tmp_path: Path) -> None:
    environ = environment(tmp_path)
    file = written(tmp_path / "config" / "venues.yaml", venue("good"), venue("bad", kind="fair"))
    radar = open_radar(now=AT, environ=environ)
    assert len(radar.problems) == 1
    assert radar.problems[0].startswith(f"{file}:")
    assert [item.id for item in radar.venues(Filter(names="good"))] == ["good"]


def test_the_clock_is_read_only_where_no_time_is_given(home: dict[str, str]) -> None:
    assert opened(home).now == AT
    assert open_radar(environ=home).now == AT, "CONFRADAR_NOW of that environment"
    bare = {name: value for name, value in home.items() if name != "CONFRADAR_NOW"}
    early = datetime.now(UTC)
    assert early <= open_radar(environ=bare).now <= datetime.now(UTC)


def asked(home: dict[str, str], **given: object) -> object:
    return opened(home).deadlines(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"which": Filter(names="lingva")}, "there is no venue 'lingva'"),
        ({"which": Filter(topics="nlpp")}, "nlpp"),
        ({"which": Filter(ccf="Z")}, "Z"),
        ({"kinds": ["papers due"]}, "there is no deadline kind"),
        ({"only": "sure"}, "only: 'sure' is not known"),
        ({"within": timedelta(1), "end": AT}, "both set the end"),
        ({"start": AT, "end": AT - timedelta(1)}, "end is before start"),
        ({"start": AT.replace(tzinfo=None)}, "with a zone"),
        ({"end": "2027-01-01"}, "with a zone"),
        ({"within": "30d"}, "a length of time"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(
    home: dict[str, str], given: dict[str, object], told: str
) -> None:
    with pytest.raises(confradar.UsageError, match=told):
        asked(home, **given)


def test_errors_are_all_of_one_family(home: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(confradar.UsageError, match="no zone"):
        open_radar(now=AT.replace(tzinfo=None))
    with pytest.raises(confradar.UsageError, match="CONFRADAR_TZ"):
        open_radar(environ={**home, "CONFRADAR_TZ": "Mars/Base"})
    with pytest.raises(confradar.DataError, match="no such catalogue file"):
        open_radar(catalogues=[tmp_path / "none.yaml"], environ=home).venues()
    with pytest.raises(confradar.NothingFoundError):
        opened(home).calendar(Filter(names="sido"))
    with pytest.raises(confradar.UsageError, match="not written by confradar"):
        opened(home).calendar(
            Filter(names="lingua"), replacing=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
        )
    with pytest.raises(confradar.UsageError, match="language"):
        opened(home).calendar(Filter(names="lingua"), CalendarOptions(language="xx"))
    for name in confradar.__all__:
        if name.endswith("Error"):
            assert issubclass(getattr(confradar, name), confradar.ConfradarError)


def test_nothing_is_printed(home: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    with opened(home) as radar:
        radar.venues(Filter(names="nlp"))
        radar.calendar(Filter(names="lingua"))
    assert capfd.readouterr() == ("", "")


def test_a_closed_radar_and_another_thread_are_told_in_one_line() -> None:
    said: list[str] = []
    radar = open_radar(now=AT, personal=False)
    radar.close()
    radar.close()
    with pytest.raises(UsageError, match="the radar is closed"):
        radar.venues()
    with open_radar(now=AT, personal=False) as first:
        assert first.venues(limit=1)
        first.close()
    with open_radar(now=AT, personal=False) as first:
        assert first.venues(limit=1)

        def ask() -> None:
            try:
                first.venues()
            except UsageError as error:
                said.append(str(error))

        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert said == ["a radar is for one thread"]
