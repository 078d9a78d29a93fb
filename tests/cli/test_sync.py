"""`sync`, `sources`, `changes`, `conflicts` and `doctor` as a reader runs them, with the real lists
served on loopback."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server import Site, serving
from support import PROGRAM, Done, environment, run
from sync.conftest import LIST
from terminal import on_terminal

NOW = "2026-11-23T12:00Z"
LISTS = {
    "ccfddl": "ccfddl/allconf.yml",
    "hf": "hf/ai-deadlines-main.tar.gz",
    "aideadlines": "aideadlines/conferences.yml",
}


@dataclass
class Reader:
    """A reader with a home of their own, and a server."""

    environ: dict[str, str]
    site: Site
    files: Path

    def __call__(self, *arguments: str, **more: str) -> Done:
        return run(arguments, {**self.environ, **more})

    def items(self, *arguments: str) -> list[dict[str, object]]:
        """The items of a command's JSON."""
        found: list[dict[str, object]] = json.loads(self(*arguments, "--format", "json").out)[
            "items"
        ]
        return found

    def serve(self, id_: str, form: str, body: bytes) -> None:
        """Serve a list; ask it alone."""
        path = self.files / id_
        path.write_bytes(body)
        if f"/{id_}" not in self.site.routes:
            url = self.site.serve(f"/{id_}", path)
            assert self("sources", "add", url, "--format", form, "--id", id_).code == 0


@pytest.fixture
def reader(tiny: dict[str, str], tmp_path: Path) -> Iterator[Reader]:
    """With a small shipped catalogue, and no source but those that a test adds."""
    with serving() as site:
        found = Reader({**tiny, "CONFRADAR_NOW": NOW}, site, tmp_path)
        config = Path(tiny["CONFRADAR_CONFIG_DIR"]) / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(
            "# mine\n" + "".join(f"[sources.{id_}]\nenabled = false\n" for id_ in LISTS)
        )
        yield found


@pytest.fixture(scope="module")
def full(upstream: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """With the shipped catalogue, the three real lists, and a first sync done."""
    home = tmp_path_factory.mktemp("full")
    with serving() as site:
        found = Reader(environment(home / "home", CONFRADAR_NOW=NOW), site, home)
        for id_, name in LISTS.items():
            shutil.copy(upstream / name, home / id_)
            (home / id_).chmod(0o644)
            assert (
                found(
                    "sources",
                    "add",
                    site.serve(f"/{id_}", home / id_),
                    "--format",
                    id_,
                    "--id",
                    id_,
                ).code
                == 0
            )
        first = found("sync")
        assert first.code == 0, first.err
        assert first.err.splitlines()[-1] == "nothing changed", (
            "the shipped catalogue holds these lists already"
        )
        yield found


# The real lists


def test_every_record_of_the_lists_is_read_or_reported(full: Reader) -> None:
    counts = {
        str(item["id"]): (item["editions"], item["dates"]) for item in full.items("sources", "list")
    }
    assert counts.pop("confradar") == (None, None)  # disabled
    assert counts == {"ccfddl": (508, 678), "hf": (122, 492), "aideadlines": (169, 239)}
    told = [row for row in full("doctor", "--unread").rows if row[0] == "unread"]
    unread = [row for row in told if "doubtful" not in row[3]]
    assert {row[1] for row in unread} == {"ccfddl", "aideadlines"}
    assert {row[3].split(":")[0] for row in told if row[1] == "hf"} == {
        "ICASSP 2025",
        "UAI 2026",
    }, "known to be a year off"
    assert any("SIGKDD 2027" in row[3] and "kept as text" in row[3] for row in unread)
    listed = full.items("sources", "list")
    assert sum(int(str(item["unread"] or 0)) for item in listed) == len(unread)


def test_a_second_sync_transfers_nothing_and_changes_nothing(full: Reader) -> None:
    full.site.sent.clear()
    done = full("sync")
    assert (done.code, done.out) == (0, "")
    assert sorted(full.site.sent) == [
        ("/aideadlines", 304, 0),
        ("/ccfddl", 304, 0),
        ("/hf", 304, 0),
    ]
    assert full("changes").out == ""


def test_an_edited_list_gives_exactly_its_changes(full: Reader) -> None:
    path = full.files / "ccfddl"
    original = path.read_text()
    before = {entry["uid"]: entry for entry in full.items("export", "ijcnn")}
    edited = re.sub(
        r"(id: ijcnn2027\n.*?deadline: ')2027-01-31", r"\g<1>2027-02-14", original, flags=re.DOTALL
    )
    edited = edited.replace(
        "    place: Seoul, Korea\n- title: ICONIP",
        f"    place: Seoul, Korea\n{ICML_2027}- title: ICONIP",
    )
    edited = edited.replace(
        "    - abstract_deadline: '2027-02-25 17:00:00'\n      deadline: '2027-03-01 17:00:00'\n",
        "",
    )
    path.write_text(edited)
    try:
        done = full("sync", "--format", "json")
        assert done.code == 0, done.err
        expected = {
            ("new edition", "icml", 2027, None, None),
            ("moved", "ijcnn", 2027, "paper", 14),
            ("gone", "vldb", 2027, "abstract.12", None),
            ("gone", "vldb", 2027, "paper.12", None),
        }
        names = ("what", "venue", "year", "key", "days")
        assert {
            tuple(item[name] for name in names) for item in json.loads(done.out)["items"]
        } == expected
        assert {tuple(item[name] for name in names) for item in full.items("changes")} == expected
        assert [
            item["venue"] for item in full.items("changes", "--topic", "ml", "--since", "1d")
        ] == ["icml", "ijcnn"]
        assert full("changes", "--exit-code").code == 1
        assert full("changes", "chi", "--exit-code").code == 0
        assert "moved +14 d" in on_terminal(
            ["list", "--query", "ijcnn"], columns=100, environ=full.environ
        )
        assert "(+14 d)" in on_terminal(
            ["deadlines", "ijcnn", "--confirmed"], columns=80, environ=full.environ
        )
        assert "(moved from 2027-02-01)" in full("show", "ijcnn", "--year", "2027").out
        assert (
            "(no longer listed, noticed 2026-11-23)" in full("show", "vldb", "--year", "2027").out
        )
        assert any(item["other_source"] == "khong" for item in full.items("conflicts", "ijcnn"))
        after = {entry["uid"]: entry for entry in full.items("export", "ijcnn")}
        (moved,) = (
            uid
            for uid, entry in after.items()
            if (entry["kind"], entry["certainty"]) == ("paper", "confirmed")
        )
        assert int(str(after[moved]["sequence"])) > int(str(before[moved]["sequence"])), (
            "the same event, moved"
        )
    finally:
        path.write_text(original)
    back = full("sync", "--format", "json")
    assert {item["what"] for item in json.loads(back.out)["items"]} >= {"gone", "moved", "back"}


ICML_2027 = """  - year: 2027
    id: icml27
    link: https://icml.cc/Conferences/2027
    timeline:
    - abstract_deadline: '2027-01-22 23:59:59'
      deadline: '2027-01-28 23:59:59'
    timezone: AoE
    date: July 11-17, 2027
    place: Paris, France
"""


# What a reader does with sources


def test_sources_are_kept_in_a_file_that_stays_the_readers_own(reader: Reader) -> None:
    config = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "config.toml"
    assert (
        reader("sources", "add", "https://example.org/lab.yaml", "--format", "confradar").code == 0
    )
    assert reader("sources", "add", "list.yml", "--format", "ccfddl", "--id", "mine").code == 0
    assert reader("sources", "enable", "hf").code == 0
    found = {item["id"]: item for item in reader.items("sources", "list")}
    assert list(found) == ["ccfddl", "hf", "aideadlines", "confradar", "example-org", "mine"]
    assert found["mine"]["location"] == str(Path.cwd() / "list.yml")
    assert [item["enabled"] for item in found.values()] == [False, True, False, False, True, True]
    assert config.read_text().startswith("# mine\n")
    assert reader("sources", "remove", "mine").code == 0
    assert "disabled" in reader("sources", "remove", "hf").err
    assert [item["id"] for item in reader.items("sources", "list") if item["enabled"]] == [
        "example-org"
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "ftp://x/y", "--format", "hf"), 2, "ftp:// is not an address"),
        (("add", "x.yml", "--format", "bibtex"), 2, "no format 'bibtex'"),
        (("add", "x.yml", "--format", "hf", "--id", "My Lab"), 2, "not an id"),
        (("remove", "ccfdl"), 2, "did you mean ccfddl"),
        (("enable", "nothing"), 2, "known: ccfddl, hf, aideadlines"),
    ],
)
def test_what_cannot_be_a_source_is_said_in_a_line(
    reader: Reader, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = reader("sources", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert len(done.err.splitlines()) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "[sources",
        "sources = 3",
        "[sources.lab]\nformat = 'hf'",
        "[sources.lab]\nlocation = 'x'\nformat = 'odd'",
        "[sources.hf]\nurl = 'x'",
        "[sources.'A B']",
    ],
)
def test_a_broken_configuration_is_named_and_left_alone(reader: Reader, text: str) -> None:
    config = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "config.toml"
    config.write_text(text)
    for command in (("sources", "list"), ("sync",), ("sources", "disable", "hf")):
        done = reader(*command)
        assert done.code == 5
        assert str(config) in done.err
        assert "Traceback" not in done.err
    assert config.read_text() == text
    assert reader("list").code == 0, "reading needs no configuration"
    doctor = reader("doctor")
    assert doctor.code == 1
    assert any(row[:3] == ["settings", "config.toml", "attention"] for row in doctor.rows)


def test_a_configuration_with_a_byte_order_mark_is_read_and_utf_16_is_named(reader: Reader) -> None:
    config = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "config.toml"
    text = config.read_text()
    config.write_text(text, "utf-8-sig")
    assert reader("sources", "enable", "hf").code == 0
    assert [row[3] for row in reader("sources", "list").rows] == ["false", "true", "false", "false"]
    for encoding in ("utf-16", "utf-16-be", "utf-16-le"):
        config.write_bytes(text.encode(encoding))
        done = reader("sources", "list")
        assert (done.code, "is UTF-16" in done.err, "Traceback" in done.err) == (5, True, False)


# What a reader sees


def test_without_a_network_all_but_sync_works(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    assert reader("sync").code == 0
    reader.site.routes.clear()
    config = Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "config.toml"
    config.write_text(config.read_text().replace(reader.site.url, "http://127.0.0.1:9"))
    done = reader("sync")
    assert (done.code, done.out) == (4, "")
    (line,) = done.err.splitlines()
    assert re.match(
        r"confradar: no source can be reached \(.*no connection.*\); the copies of "
        r"2026-11-23T12:00:00Z stay in use",
        line,
    )
    for command in (
        "list",
        "deadlines --within 365d",
        "show kdd",
        "changes",
        "conflicts",
        "sources list",
        "stats",
        "export kdd --format csv",
    ):
        again = reader(*command.split())
        assert (again.code, bool(again.out)) == (0, True), again.err
    assert "KDD" in reader("show", "kdd").out
    doctor = reader("doctor")
    assert doctor.code == 1
    assert any(
        row[:3] == ["sources", "ccf", "attention"] and "no connection" in row[3]
        for row in doctor.rows
    )


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"<html>", None], ids=["empty", "no record", "a page", "no answer"]
)
def test_after_a_first_sync_that_brought_nothing_nothing_is_called_damaged(
    reader: Reader, body: bytes | None
) -> None:
    reader.serve("ccf", "ccfddl", body or b"")
    if body is None:
        reader.site.routes.clear()
    runs = [
        reader("sync"),
        *(
            reader(*words.split())
            for words in ("list", "sync", "sync --offline", "stats", "changes", "doctor")
        ),
    ]
    assert [done.code for done in runs] == [4, 0, 4, 0, 0, 0, 1]
    for done in runs:
        assert "damaged" not in done.out + done.err
        assert "lost" not in done.out + done.err


def test_after_a_sync_of_no_source_nothing_is_called_damaged(reader: Reader) -> None:
    for words in ("sync", "list", "sync --offline", "doctor"):
        done = reader(*words.split())
        assert "damaged" not in done.out + done.err
        assert done.code == 0 or words == "doctor"  # which tells that these data are old


@pytest.mark.parametrize(
    ("name", "value"), [("ALL_PROXY", "socks4://127.0.0.1:1"), ("HTTP_PROXY", "http://[::x")]
)
def test_what_the_environment_breaks_is_the_sources_failure(
    reader: Reader, name: str, value: str
) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    done = reader("sync", **{name: value})
    assert (done.code, done.out) == (4, "")
    assert "Traceback" not in done.err
    assert "the proxy" in done.err
    assert [row[0] for row in reader("sources", "list").rows if "the proxy" in row[-1]] == ["ccf"]
    assert any(
        row[:3] == ["sources", "ccf", "attention"] and "the proxy" in row[3]
        for row in reader("doctor").rows
    )


def test_a_failing_source_ends_in_four_after_all_the_rest(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    reader.serve("page", "hf", b"<html>")
    done = reader("sync")
    assert done.code == 4
    assert [row[1:3] for row in done.rows] == [["new venue", "kdd"], ["new venue", "icml"]]
    assert "page: failed: this is a web page, not data; there is no copy yet" in done.err
    assert reader("sync", "ccf").code == 0
    assert reader("sync", "other").code == 2


def test_the_state_is_told_on_terminals_of_every_width(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    reader("sync")
    (reader.files / "ccf").write_bytes(LIST.replace("2027-02-08", "2027-02-15").encode())
    os.utime(reader.files / "ccf", (1_795_000_000, 1_795_000_000))
    for columns in (60, 80, 120):
        shown = on_terminal(
            ["sync", "--dry-run"], columns=columns, environ={**reader.environ, "NO_COLOR": "1"}
        )
        assert "paper moved +7 d" in shown.replace("\n", " ")
    reader("sync")
    for command in ("changes", "conflicts", "doctor", "sources list"):
        for columns in (60, 80, 120):
            shown = on_terminal(
                command.split(), columns=columns, environ={**reader.environ, "NO_COLOR": "1"}
            )
            assert max(map(len, shown.splitlines())) <= columns
            assert "\x1b" not in shown


def test_changes_are_found_by_time(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    reader("sync", CONFRADAR_NOW="2026-11-01T12:00Z")
    (reader.files / "ccf").write_bytes(LIST.replace("2027-02-08", "2027-02-15").encode())
    reader("sync", CONFRADAR_NOW="2026-11-20T12:00Z")

    def told(since: str) -> list[str]:
        return [row[1] for row in reader("changes", "--since", since).rows]

    assert (
        told("last") == told("7d") == told("2026-11-20") == told("2026-11-01T13:00Z") == ["moved"]
    )
    assert told("all") == told("30d") == told("2026-11-01") == ["new venue", "new venue", "moved"]
    assert told("1h") == told("yesterday") == []
    for wrong in ("someday", "2026-13-01", "7x"):
        assert reader("changes", "--since", wrong).code == 2


def test_old_data_are_told_once_a_day_on_terminals_only(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    reader("sync")

    def shown(*arguments: str, day: str) -> str:
        return on_terminal(
            arguments, columns=100, environ={**reader.environ, "CONFRADAR_NOW": f"{day}T12:00Z"}
        )

    assert "data are old" not in shown("list", day="2026-12-07")
    assert "the data are old: ccf 15 days; `confradar sync`" in shown("list", day="2026-12-08")
    assert "data are old" not in shown("deadlines", day="2026-12-08")
    assert "data are old" not in shown("topics", day="2026-12-09")
    assert "ccf 16 days" in shown("deadlines", day="2026-12-09")
    assert reader("list", CONFRADAR_NOW="2026-12-20T12:00Z").err == ""


def test_the_age_is_that_of_each_list_that_is_asked(reader: Reader, tmp_path: Path) -> None:
    """Not of a local file, and not of pages that the catalogue's records name."""

    def age() -> list[str]:
        return next(
            row[2:]
            for row in reader("doctor", CONFRADAR_NOW="2026-12-20T12:00Z").rows
            if row[:2] == ["data", "age"]
        )

    assert age() == ["note", "no list is asked over the network"]
    (tmp_path / "own.yml").write_text(LIST)
    reader("sources", "add", str(tmp_path / "own.yml"), "--format", "ccfddl", "--id", "own")
    assert reader("sync").code == 0
    assert age() == ["note", "no list is asked over the network"]
    reader.serve("ccf", "ccfddl", LIST.encode())
    assert age() == ["attention", "ccf never fetched, never synced; `confradar sync`"]
    reader("sync")
    assert age() == ["attention", "ccf 27 days; `confradar sync`"]
    reader("sync", CONFRADAR_NOW="2026-12-19T12:00Z")
    assert age() == ["ok", "ccf 1 day"]


def test_doctor_mends_what_can_be_mended(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    reader("sync")
    assert reader("doctor").code == 0
    store = Path(reader.environ["CONFRADAR_DATA_DIR"]) / "sync"
    (store / "state.json").write_text("{")
    ill = reader("doctor")
    assert ill.code == 1
    assert any(row[:3] == ["sync", "state", "attention"] for row in ill.rows)
    assert reader("list").code == 0
    mended = reader("doctor", "--fix")
    assert "kept as" in mended.err
    assert reader("sync").code == 0
    assert reader("doctor").code == 0
    assert (store / "state.json.damaged").read_text() == "{"
    for index in (Path(reader.environ["CONFRADAR_CACHE_DIR"]) / "index").glob("*.sqlite"):
        index.write_bytes(b"SQLite format 3\0" + b"rubbish" * 900)
    assert reader("doctor", "--fix").code == 0


def test_a_directory_that_cannot_be_written_is_a_line(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", LIST.encode())
    data = Path(reader.environ["CONFRADAR_DATA_DIR"])
    data.parent.mkdir(exist_ok=True)
    data.write_text("in the way")
    done = reader("sync")
    assert done.code == 5
    assert "Traceback" not in done.err
    assert reader("list").code == 0


@pytest.mark.parametrize("blocks", [1, 2])
def test_a_full_disk_leaves_the_old_state(reader: Reader, blocks: int) -> None:
    """The limit of a file's size stands for the disk: what is written stops in the middle."""
    reader.serve("ccf", "ccfddl", LIST.encode())
    reader("sync")
    (reader.files / "ccf").write_bytes(LIST.replace("2027-02-08", "2027-02-15").encode())
    full = run(
        ["-c", f"ulimit -f {blocks}; exec {shlex.join(PROGRAM)} sync"],
        reader.environ,
        program=["bash"],
    )
    assert full.code == 5
    assert "cannot be written" in full.err
    assert "Traceback" not in full.err
    assert "2027-02-08" in reader("show", "kdd").out
    assert [row[1] for row in reader("sync").rows] == ["moved"]
    assert "2027-02-15" in reader("show", "kdd").out


def test_hostile_names_do_not_reach_the_terminal(reader: Reader) -> None:
    evil = LIST.replace(
        "Knowledge Discovery and Data Mining", '"\\e[31mred\\e[0m [bold]x[/bold] \\u202Eevil"'
    ).replace("San Jose, USA", '"=cmd()"')
    reader.serve("ccf", "ccfddl", evil.encode())
    for shown in (
        reader("sync").out,
        reader("changes").out,
        on_terminal(["changes"], columns=120, environ={**reader.environ, "NO_COLOR": "1"}),
    ):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[bold]x[/bold]" in shown.replace("\n", "")
    assert (
        "'=cmd()" in reader("changes", "--format", "csv", "--since", "all").out
        or "=cmd()" not in reader("changes", "--format", "csv").out
    )


def series(
    number: int, area: str, day: str = "2027-02-08 23:59:59", event: str = "June 1-4, 2027"
) -> str:
    return (
        f"- {{title: FLD{number}, description: Meeting number {number} of its own, sub: "
        f"{area}, rank: {{ccf: N}}, dblp: fld{number}, "
        f"confs: [{{year: 2027, id: f{number}, link: 'https://f{number}.example/', "
        f"timeline: [{{deadline: '{day}'}}], timezone: AoE, "
        f"date: '{event}', place: Oslo}}]}}\n"
    )


def test_new_venues_are_taken_of_the_chosen_fields_only_and_known_ones_always(
    reader: Reader,
) -> None:
    text = LIST + "".join(
        series(number, area) for number, area in enumerate(["AI", "DB", "NW", "SE", "DB"])
    )
    reader.serve("ccf", "ccfddl", text.encode())
    assert reader("sources", "enable", "ccf", "--areas", "db, nlp").code == 0
    assert reader("sync").code == 0

    def listed() -> set[str]:
        return {
            str(item["id"]) for item in reader.items("list") if str(item["id"]).startswith("fld")
        }

    assert listed() == {"fld1", "fld4"}
    assert "areas" in (Path(reader.environ["CONFRADAR_CONFIG_DIR"]) / "config.toml").read_text()
    reader("sources", "enable", "ccf", "--areas", "NW")
    done = reader("sync", "--offline")
    assert {(row[1], row[2]) for row in done.rows if row[2].startswith("fld")} == {
        ("removed", "fld1"),
        ("removed", "fld4"),
        ("new venue", "fld2"),
    }
    reader("sources", "enable", "ccf", "--areas", "all")
    assert reader("sync", "--offline").code == 0
    assert len(listed()) == 5
    done = reader("sources", "enable", "ccf", "--areas", "nlpp")
    assert (done.code, "did you mean nlp" in done.err) == (2, True)


def test_a_large_first_sync_is_told_in_three_lines(reader: Reader) -> None:
    reader.serve("ccf", "ccfddl", "".join(series(number, "DB") for number in range(60)).encode())
    done = reader("sync")
    assert (done.code, done.out) == (0, "")
    assert "the first sync brings 60 new venues" in done.err
    assert len(done.err.splitlines()) == 4, "and how it went with the source"
    assert len(reader("changes").rows) == 60
    fresh = reader("sync", "--format", "json")
    assert (fresh.code, json.loads(fresh.out)["items"]) == (0, [])


def test_what_cannot_be_read_is_told_by_reason_and_each_on_request(reader: Reader) -> None:
    text = "".join(
        series(number, "DB", event=f"{number} whenever it suits") for number in range(30)
    )
    text += "".join(
        series(number, "XX", "2027-02-31 23:59:59") for number in range(30, 34)
    ) + series(40, "DB", "next spring")
    reader.serve("ccf", "ccfddl", text.encode())
    done = reader("sync")
    told = [line for line in done.err.splitlines() if line.startswith("could not read: ")]
    assert [re.search(r"(\d+) times", line)[1] for line in told if "times" in line] == ["30", "4"]  # type: ignore[index]
    assert any("'next spring'" in line and "FLD40" in line for line in told)
    assert len(told) == 3
    assert "unknown area 'XX'" in done.err
    assert not any("unknown area" in line for line in told), (
        "a field that is not known loses nothing"
    )
    grouped, full = (reader("doctor", *more).rows for more in ((), ("--unread",)))
    assert [sum(row[0] == "unread" for row in rows) for rows in (grouped, full)] == [4, 36]
