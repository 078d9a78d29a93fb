"""The command contract: exit codes, streams, options, and the keys that scripts rely on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.conftest import Run
from support import NOW, PROGRAM, SHIPPED, deadline, edition, run, venue, written
from terminal import on_terminal


def commands() -> list[str]:
    """Every command that there is."""
    from typer.main import get_command

    from confradar.cli.app import app

    return sorted(get_command(app).commands)  # type: ignore[attr-defined]


# ---- Usage


@pytest.mark.parametrize("name", commands())
def test_help_of_every_command_ends_with_an_example(name: str, cr: Run) -> None:
    done = cr(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"Example: confradar {name}" in " ".join(done.out.split())
    assert "-h, --help" in done.out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["list", "--topic", "nlpp"], "no topic 'nlpp'", "did you mean nlp?"),
        (["list", "--kind", "confrence"], "no kind 'confrence'", "did you mean conference?"),
        (["list", "--country", "Germny"], "no country 'Germny'", "did you mean germany?"),
        (["list", "--ccf", "D"], "there is no CCF rank 'D'", "one of A, B, C"),
        (["list", "--sort", "nam"], "no order 'nam'", "did you mean name?"),
        (["list", "--format", "xml"], "no format 'xml'", "one of table, tsv"),
        (["list", "--columns", "acronim"], "no column 'acronim'", "did you mean acronym?"),
        (
            ["list", "--columns", "next_deadline.knd"],
            "no column 'next_deadline.knd'",
            "did you mean next_deadline.kind",
        ),
        (["list", "--columns", "id.kind"], "no column 'id.kind'", ""),
        (["list", "--columns", ","], "--columns names none", "known: id"),
        (["list", "--tz", "Mars"], "unknown time zone 'Mars'", ""),
        (["list", "--tz", "CST"], "ambiguous", ""),
        (["list", "--now", "soon"], "--now: 'soon' is not a time", "write 2026-09-01"),
        (["list", "--now", "0001-01-01T00:00+14:00"], "is not a time", ""),
        (["list", "--limit", "0"], "0 is not in the range", ""),
        (["list", "--topci", "nlp"], "No such option: --topci", "--topic"),
        (
            ["forecast", "neurips", "icml"],
            "unexpected extra argument",
            "confradar forecast neurips",
        ),
        (["lst"], "No such command 'lst'", "Try: confradar list"),
        (["show"], "Missing argument 'VENUE...'", "confradar show neurips"),
        (["show", "neurps"], "no venue 'neurps'", "did you mean neurips"),
        (["show", "neurips", "--year", "1950"], "neurips has no edition 1950", "known: 2"),
        (["deadlines", "neurips", "icmll"], "no venue 'icmll'", "did you mean icml"),
        (
            ["deadlines", "--deadline-kind", "papr"],
            "no deadline kind 'papr'",
            "did you mean paper?",
        ),
        (["deadlines", "--within", "60q"], "'60q' is not a length of time", "write 60d"),
        (["deadlines", "--within", "6 min"], "'6 min' is not a length of time", "write 60d"),
        (["deadlines", "--within", "-3d"], "'-3d' is not a length of time", "write 60d"),
        (["deadlines", "--from", "2026-02-30"], "'2026-02-30' is not a day", "write 2026-09-01"),
        (["deadlines", "--to", "2026-08-01"], "--to is before --from", ""),
        (["deadlines", "--within", "3d", "--to", "2027-01-01"], "both set the end", "one of them"),
        (["show", b"\xff".decode(errors="surrogateescape")], "no venue", ""),
    ],
    ids=lambda value: (
        " ".join(value).encode(errors="replace").decode() if isinstance(value, list) else ""
    ),
)
def test_wrong_usage_is_2_with_a_way_out_and_nothing_on_stdout(
    arguments: list[str], message: str, hint: str, cr: Run
) -> None:
    done = cr(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert hint in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("form", ["tsv", "csv", "md", "jsonl", "table"])
def test_no_match_is_a_note_on_stderr_and_success(form: str, cr: Run) -> None:
    done = cr("list", "--query", "zzzz", "--format", form)
    assert (done.code, done.out, done.err) == (0, "", "no venue matches these filters\n")


def test_no_match_in_a_document_is_an_empty_document(cr: Run) -> None:
    done = cr("deadlines", "neurips", "--from", "2050-01-01", "--format", "json")
    assert (done.code, done.err) == (0, "no dated point matches these filters\n")
    assert json.loads(done.out) == {
        "schema": "confradar.deadlines/1",
        "generated_at": "2026-09-01T00:00:00Z",
        "items": [],
    }


# ---- Keys and columns

VENUE = [
    "id",
    "acronym",
    "name",
    "kind",
    "topics",
    "ccf",
    "core",
    "thcpl",
    "h5",
    "url",
    "next_deadline",
    "certainty",
]
DEADLINE = [
    "venue",
    "year",
    "kind",
    "round",
    "at",
    "wall",
    "zone",
    "date_only",
    "certainty",
    "low",
    "high",
    "label",
    "source",
    "revisions",
]


def test_json_has_the_agreed_envelope_and_keys(cr: Run) -> None:
    document = json.loads(cr("list", "--format", "json").out)
    assert list(document) == ["schema", "generated_at", "items"]
    assert document["generated_at"] == "2026-09-01T00:00:00Z"
    assert len(document["items"]) >= 190
    for item in document["items"]:
        assert list(item) == VENUE
        assert (
            item["next_deadline"] is None
            or list(item["next_deadline"])[: len(DEADLINE)] == DEADLINE
        )
    dated = json.loads(cr("deadlines", "--format", "json").out)["items"]
    assert all(list(item)[: len(DEADLINE)] == DEADLINE for item in dated)
    assert [item["at"] for item in dated] == sorted(item["at"] for item in dated)
    assert all(item["at"] >= NOW for item in dated)


@pytest.mark.parametrize("form", ["tsv", "csv"])
def test_columns_have_the_same_names(form: str, cr: Run) -> None:
    separator = "\t" if form == "tsv" else ","
    assert cr("list", "--format", form).out.splitlines()[0].split(separator) == VENUE
    assert (
        cr("deadlines", "--format", form).out.splitlines()[0].split(separator)[: len(DEADLINE)]
        == DEADLINE
    )
    cells = [line.split("\t") for line in cr("list", "--format", "tsv").out.splitlines()[1:]]
    assert {row[-1] for row in cells if row[-2]} == {"confirmed", "tentative", "estimated"}, (
        "a row of cells tells an estimate from a date"
    )


def test_lines_of_jsonl_are_the_items_of_json(cr: Run) -> None:
    lines = [
        json.loads(line)
        for line in cr("list", "--topic", "speech", "--format", "jsonl").out.splitlines()
    ]
    assert lines == json.loads(cr("list", "--topic", "speech", "--format", "json").out)["items"]


def test_columns_are_picked_in_the_order_given_and_reach_into_the_deadline(cr: Run) -> None:
    done = cr("list", "--columns", "next_deadline.kind, id", "--limit", "1")
    assert done.out == "next_deadline.kind\tid\npaper\tieee-vr\n"
    assert (
        cr("list", "--columns", "next_deadline.kind,id", "--limit", "1", "--no-header").out
        == "paper\tieee-vr\n"
    )
    assert json.loads(
        cr("list", "--columns", "id,next_deadline.at", "--format", "jsonl", "--limit", "1").out
    ) == {
        "id": "ieee-vr",
        "next_deadline.at": "2026-09-01T11:59:59Z",
    }


def test_the_dates_of_show_are_those_of_deadlines(cr: Run) -> None:
    """The instant in UTC, the local time as announced beside it, in whatever document."""
    listed = json.loads(cr("deadlines", "aaai", "--past", "--confirmed", "--format", "json").out)[
        "items"
    ]
    listed += json.loads(cr("deadlines", "aaai", "--confirmed", "--format", "json").out)["items"]
    document = json.loads(cr("show", "aaai", "--format", "json").out)["items"][0]
    shown = {
        (
            edition["year"],
            point["kind"],
            point["at"],
            point["wall"],
            point["zone"],
            point["date_only"],
            point["seconds_left"],
        )
        for edition in document["editions"]
        for point in edition["deadlines"]
    }
    names = ("year", "kind", "at", "wall", "zone", "date_only", "seconds_left")
    assert {tuple(item[name] for name in names) for item in listed} == shown
    revised = next(
        item["revisions"]
        for item in listed
        if item["revisions"] and item["kind"] == "paper" and item["year"] == 2027
    )
    assert [(value["at"], value["wall"]) for value in revised] == [
        ("2026-07-28T11:59:59Z", "2026-07-27 23:59:59")
    ]


def test_an_estimate_gives_its_reason_and_its_countdown_a_mark(cr: Run) -> None:
    asked = [
        "deadlines",
        "icml",
        "--format",
        "json",
        "--columns",
        "certainty,label,reason,left,seconds_left,url",
    ]
    for item in json.loads(cr(*asked).out)["items"]:
        estimate = item["certainty"] == "estimated"
        assert item["reason"] == (item["label"] if estimate else None)
        assert ("~" in item["left"]) == estimate
        assert item["seconds_left"] >= 0
        assert item["url"].startswith("https://icml.cc")


def test_rows_are_the_same_a_minute_later(cr: Run) -> None:
    """What counts down is in documents; a table changes when a date does."""
    early, late = (
        cr("deadlines", "aaai", "--now", now).out
        for now in ("2026-09-01T10:00Z", "2026-09-01T10:01Z")
    )
    assert early == late


# ---- Time


@pytest.mark.parametrize(
    ("options", "environ", "local"),
    [
        (["--tz", "Asia/Shanghai"], {}, "+08:00"),
        (["--tz", "AoE"], {}, "-12:00"),
        ([], {"CONFRADAR_TZ": "UTC+5:30"}, "+05:30"),
        (["--tz", "UTC"], {"CONFRADAR_TZ": "UTC+5:30"}, "+00:00"),
        ([], {"TZ": "America/New_York"}, "-04:00"),
        ([], {}, "+00:00"),
    ],
)
def test_the_reader_s_zone(
    options: list[str], environ: dict[str, str], local: str, cr: Run
) -> None:
    rows = cr("deadlines", "--limit", "1", "--columns", "at,local", *options, **environ).rows
    assert rows[0][0] == "2026-09-01T11:59:59Z", "the instant is the same for everyone"
    assert rows[0][1].endswith(local)
    before = cr(*options, "deadlines", "--limit", "1", "--columns", "at,local", **environ)
    assert before.rows == rows, "options may stand before the command"


def test_days_of_a_window_are_the_reader_s(tiny: dict[str, str], tmp_path: Path) -> None:
    file = written(
        tmp_path / "c.yaml",
        venue("a", editions=[edition(2027, deadline("2026-09-01 12:00:00", zone="UTC"))]),
    )
    asked = [
        "deadlines",
        "a",
        "--catalogue",
        str(file),
        "--from",
        "2026-09-01",
        "--to",
        "2026-09-01",
        "--columns",
        "venue",
        "--no-header",
    ]
    assert run([*asked, "--tz", "UTC"], tiny).out == "a\n"
    assert run([*asked, "--tz", "UTC+14"], tiny).out == ""


@pytest.mark.parametrize(
    ("now", "next_"),
    [
        ("2026-09-01T11:59:59Z", "ieee-vr"),
        ("2026-09-01T12:00:00Z", "vldb"),
        ("2026-09-01T20:00+08:00", "vldb"),
    ],
)
def test_now_can_be_set(now: str, next_: str, cr: Run) -> None:
    asked = ["deadlines", "--limit", "1", "--columns", "venue", "--no-header"]
    assert cr(*asked, "--now", now).out == cr(*asked, CONFRADAR_NOW=now).out == f"{next_}\n"


# ---- Streams and signals


@pytest.mark.parametrize(
    "arguments", ["list", "list --format table", "deadlines --past --format json", "schema"]
)
def test_a_closed_pipe_ends_it_quietly(arguments: str, warm: dict[str, str]) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *arguments.split()], env=warm, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["list", "list --format table", "--help"])
def test_a_full_device_is_told(arguments: str, warm: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments.split()],
            env=warm,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        5,
        "confradar: the output cannot be written: no space left\n",
    )


def closed(arguments: str, which: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = f'exec "$0" -m confradar {arguments} {which}>&-'
    return subprocess.run(
        ["sh", "-c", command, sys.executable],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_closed_streams(warm: dict[str, str]) -> None:
    done = closed("list", "1", warm)
    assert done.returncode == 5
    assert "standard output is closed" in done.stderr
    assert "Traceback" not in done.stderr
    done = closed("list --query zzzz", "2", warm)
    assert (done.returncode, done.stdout) == (0, ""), "a message never ends up among results"


def interrupted_while_building(
    folder: Path, command: Sequence[str], environ: dict[str, str]
) -> subprocess.Popen[bytes] | None:
    """The program, sent Ctrl-C while its index is half built; None where it was done before it
    could be stopped there."""
    process = subprocess.Popen(
        command,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # tests that run in the background of a shell are started with Ctrl-C ignored, and hand that
        # on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while not list(folder.glob(".building-*")):
        if process.poll() is not None:
            return None
    process.send_signal(
        signal.SIGSTOP
    )  # it stands still: what is seen now stays true until it goes on
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    if process.poll() is not None or not list(folder.glob(".building-*")):
        process.kill()
        process.communicate()
        return None
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    return process


def test_ctrl_c_is_130(tiny: dict[str, str], tmp_path: Path) -> None:
    """While a large catalogue is read; no index is left half built."""
    file, folder = tmp_path / "large.yaml", tmp_path / "home" / "cache" / "index"
    line = (
        "  - {{id: v{0}, acronym: A{0}, name: N{0}, kind: journal, topics: [nlp], sources: [x]}}\n"
    )
    process, size = None, 10_000
    while (
        process is None
    ):  # a machine that is too fast, or too busy to look in time, gets a larger one
        file.write_text("venues:\n" + "".join(line.format(number) for number in range(size)))
        process, size = (
            interrupted_while_building(folder, [*PROGRAM, "list", "--catalogue", str(file)], tiny),
            size * 2,
        )
    out, err = process.communicate(timeout=60)
    # the interpreter may end itself by the same signal, which a shell shows as 130 too
    assert process.returncode in {130, -signal.SIGINT}
    assert (out, err) == (b"", b"")
    assert not list(folder.glob(".building-*"))


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_no_locale_makes_it_fail(environ: dict[str, str], warm: dict[str, str]) -> None:
    done = subprocess.run(
        [*PROGRAM, "topics"], env={**warm, **environ}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    if "PYTHONIOENCODING" not in environ:
        assert "自然语言处理" in done.stdout.decode(), "piped output is UTF-8"


@pytest.mark.parametrize("columns", [40, 80])
def test_tables_of_the_shipped_catalogue_fit_the_terminal(
    columns: int, warm: dict[str, str]
) -> None:
    from rich.cells import cell_len

    for arguments in (["list"], ["deadlines", "--past", "--limit", "100"], ["show", "acl"]):
        shown = on_terminal(arguments, columns=columns, environ={**warm, "NO_COLOR": "1"})
        assert max(map(cell_len, shown.splitlines())) <= columns


def test_a_terminal_gets_a_table_and_colour_only_if_wanted(warm: dict[str, str]) -> None:
    assert "\x1b[" in on_terminal(["list", "--limit", "1"], columns=80, environ=warm)
    for environ in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = on_terminal(["list", "--limit", "1"], columns=80, environ={**warm, **environ})
        assert "\x1b" not in shown
        assert shown.startswith("Venue")
    assert "\x1b" not in run(["list", "--format", "table"], warm).out
    assert "\x1b[" in run(["list", "--format", "table"], {**warm, "FORCE_COLOR": "1"}).out


# ---- Directories


@pytest.mark.parametrize("place", ["missing/deep", "file", "file/below", "read-only/below"])
def test_reading_needs_none_of_its_directories(
    place: str, tiny: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "read-only").mkdir(mode=0o500)
    places = {
        f"CONFRADAR_{name}_DIR": str(tmp_path / place)
        for name in ("CONFIG", "DATA", "CACHE", "STATE")
    }
    done = run(["list", "--limit", "1", "--columns", "id", "--no-header"], {**tiny, **places})
    assert (done.code, done.out, done.err) == (0, "goldconf\n", "")


def test_directories_may_be_relative(tiny: dict[str, str], tmp_path: Path) -> None:
    done = run(
        ["list", "--limit", "1", "--no-header"],
        {**tiny, "CONFRADAR_CACHE_DIR": "here"},
        cwd=tmp_path,
    )
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "here" / "index").is_dir()


def test_nothing_is_written_outside_the_cache(tiny: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "cwd").mkdir()
    for arguments in (["list"], ["lint"], ["show", "goldconf"], ["schema"]):
        run(arguments, tiny, cwd=tmp_path / "cwd")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["cache"]
    assert list((tmp_path / "cwd").iterdir()) == []


def test_the_reader_s_own_catalogue_is_laid_over_the_shipped_one(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    written(
        tmp_path / "home" / "config" / "venues.yaml",
        venue("mine"),
        {"id": "goldconf", "note": "Ask Ada."},
    )
    assert run(["show", "mine"], tiny).code == 0
    assert "Ask Ada." in run(["show", "goldconf"], tiny).out
    more = written(tmp_path / "more.yaml", {"id": "mine", "acronym": "MINE-2"})
    assert run(["show", "mine"], {**tiny, "CONFRADAR_CATALOGUE": str(more)}).out.startswith(
        "MINE-2"
    )


@pytest.mark.parametrize("healthy", [4096, 400_000])
def test_a_damaged_index_heals_by_itself(healthy: int, own: dict[str, str], tmp_path: Path) -> None:
    whole = run(["list"], own)
    assert whole.code == 0
    (path,) = (tmp_path / "home" / "cache" / "index").iterdir()
    content = bytearray(path.read_bytes())
    content[healthy:-4096] = b"U" * (len(content) - 4096 - healthy)
    path.write_bytes(content)
    assert run(["list"], own) == whole
    assert path.read_bytes()[healthy : healthy + 9] != b"U" * 9


# ---- For editors of a catalogue


def test_lint_is_1_for_errors_and_0_for_warnings(cr: Run, tmp_path: Path) -> None:
    assert cr("lint").code == 0
    assert cr("lint", str(written(tmp_path / "warning.yaml", venue("a", url=None)))).code == 0
    assert cr("lint", str(written(tmp_path / "error.yaml", venue("a", cadence=None)))).code == 1


def test_a_broken_record_in_a_copy_of_the_catalogue_is_found_with_its_line(
    cr: Run, tmp_path: Path
) -> None:
    lines = SHIPPED.read_text().splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if line.strip() == "- id: icml")
    place = next(
        place
        for place in range(number, len(lines))
        if lines[place].strip().startswith("- {kind: paper")
    )
    lines[place] = lines[place].replace("kind: paper", "kind: papper")
    copy = tmp_path / "copy.yaml"
    copy.write_text("".join(lines))
    done = cr("lint", str(copy), "--format", "json")
    (finding,) = json.loads(done.out)["items"]
    assert done.code == 1
    assert (finding["file"], finding["line"]) == (str(copy), place + 1)
    assert finding["record"].startswith("icml, edition 20")
    done = cr("list", "--catalogue", str(copy), "--format", "jsonl")
    served = {item["id"]: item["unapplied"] for item in map(json.loads, done.out.splitlines())}
    assert done.code == 3
    assert {id_ for id_, line in served.items() if line is not None} == {"icml"}
    assert served.keys() > {"neurips", "acl"}, "the rest is served"
    assert f"{copy}:{place + 1}: icml, edition" in done.err
    assert "'paper'" in done.err


def test_schema_prints_json_schema(cr: Run) -> None:
    assert json.loads(cr("schema").out)["title"] == "confradar catalogue"


def test_version(cr: Run) -> None:
    from confradar import __version__

    assert cr("--version").out == f"confradar {__version__}\n"


# ---- Completion


@pytest.mark.parametrize(
    ("words", "expected", "not_expected"),
    [
        ("confradar show neur", "neurips", "icml"),
        ("confradar deadlines icm", "icml", "neurips"),
        ("confradar list --topic trans", "translation", "nlp"),
        ("confradar show %", None, "neurips"),
        ("confradar show _", None, "neurips"),
    ],
)
def test_completion_of_ids(
    words: str, expected: str | None, not_expected: str, warm: dict[str, str]
) -> None:
    environ = {
        **warm,
        "_CONFRADAR_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    program = [
        sys.executable,
        "-c",
        "import sys; sys.argv[0] = 'confradar'; from confradar.__main__ import main; main()",
    ]
    done = run([], environ, program=program)
    offered = done.out.split()
    assert "Traceback" not in done.err
    assert not_expected not in offered
    if expected:
        assert expected in offered


def test_completion_never_disturbs_the_prompt(tiny: dict[str, str], tmp_path: Path) -> None:
    bad = tmp_path / "home" / "config" / "venues.yaml"
    bad.parent.mkdir(parents=True)
    bad.write_text("[")
    environ = {
        **tiny,
        "_CONFRADAR_COMPLETE": "complete_bash",
        "COMP_WORDS": "confradar show neu",
        "COMP_CWORD": "2",
    }
    program = [
        sys.executable,
        "-c",
        "import sys; sys.argv[0] = 'confradar'; from confradar.__main__ import main; main()",
    ]
    done = run([], environ, program=program)
    assert (done.out.strip(), done.err) == ("", "")


# ---- Start-up


def test_importing_the_package_reads_nothing(tmp_path: Path) -> None:
    script = (
        "import confradar, sys; print('sqlite3' in sys.modules, 'pydantic' in sys.modules, "
        "'platformdirs' in sys.modules)"
    )
    done = run(
        [],
        {"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        program=[sys.executable, "-c", script],
    )
    assert (done.out, list(tmp_path.iterdir())) == ("False False False\n", [])
