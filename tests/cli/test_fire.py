"""What goes wrong around the program: one line, the right exit code, and nothing lost."""

from __future__ import annotations

import errno
import io
import os
import shlex
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from confradar import storage
from confradar.errors import StateError
from confradar.state import files
from support import PROGRAM, SHIPPED, called, deadline, edition, environment, run, venue, written

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

LONG = "n" * 300


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A small catalogue of two venues, and one cache for all that read it."""
    folder = tmp_path_factory.mktemp("shared")
    own = written(
        folder / "own.yaml",
        venue(
            "alpha",
            editions=[
                edition(2027, deadline("2027-01-15 23:59"), start="2027-06-01", end="2027-06-04")
            ],
        ),
        venue("beta"),
    )
    return {"CONFRADAR_CATALOGUE": str(own), "CONFRADAR_CACHE_DIR": str(folder / "cache")}


@pytest.fixture
def home(tmp_path: Path, shared: dict[str, str]) -> dict[str, str]:
    """An environment of its own, but for the catalogue and the cache."""
    return environment(tmp_path, **shared)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "alpha", "--year", "99999999999999999999"],
        ["checklist", "alpha", "--year", "9223372036854775808"],
        ["changes", "--year", "-1"],
        ["list", "--limit", "99999999999999999999"],
        ["timeline", "--from", "9999-12-01"],
        ["timeline", "--from", "0001-01-01T00:00Z"],
        ["deadlines", "--from", "9999-12-31", "--within", "9999d"],
        ["agenda", "--now", "9999-12-31"],
        ["timeline", "--now", "0001-01-01"],
        ["plan", "--topic", "nlp", "--ready", "9998-01-01"],
        ["push", "https://dav.example/", "--timeout", "inf"],
        ["push", "https://dav.example/", "--timeout", "nan"],
        ["sync", "--timeout", "1e300"],
        ["sources", "add", "file://[x", "-f", "hf"],
        ["sources", "add", "http://[x", "-f", "hf"],
        ["sources", "add", "https://x:99999/", "-f", "hf"],
        ["sources", "add", "https:///list.yml", "-f", "hf"],
        ["sources", "add", "~nosuch/list.yml", "-f", "hf"],
        ["push", "http://[x"],
        ["read", "http://[x"],
        ["add", "--from", "https://x:99999/"],
        ["export", "alpha", "-o", "~nosuch/x.ics"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_a_usage_error(arguments: list[str], home: dict[str, str]) -> None:
    done = called(arguments, home)
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


@pytest.mark.parametrize("zone", ["UTC+99:99:99", "AAA-25", "AAA0BBB-30,J1,J365"])
def test_a_zone_that_is_none_is_named(zone: str, home: dict[str, str]) -> None:
    done = called(["deadlines"], {**home, "TZ": zone})
    assert (done.code, done.out) == (2, "")
    assert zone in done.err


@pytest.mark.parametrize("place", ["CONFIG", "DATA", "CACHE", "STATE"])
def test_a_folder_of_nobody_is_a_usage_error(place: str, home: dict[str, str]) -> None:
    assert called(["list"], {**home, f"CONFRADAR_{place}_DIR": "~nosuch/x"}).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--catalogue"],
        ["lint"],
        ["read"],
        ["add", "--from"],
        ["follow", "--file"],
        ["match", "--file"],
        ["export", "-o"],
    ],
    ids=" ".join,
)
def test_a_file_that_may_not_be_read_is_the_machine_s_trouble(
    arguments: list[str], home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "shut"
    file.write_text("BEGIN:VCALENDAR\r\n")
    file.chmod(0)
    if os.access(file, os.R_OK):  # the superuser reads all
        refuse = PermissionError(errno.EACCES, "Permission denied", str(file))
        monkeypatch.setattr("io.open", _refusing(io.open, file, refuse))
        monkeypatch.setattr("builtins.open", _refusing(open, file, refuse))
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(os.fsdecode(path)) != file)
    done = called([*arguments, str(file)], home)
    assert (done.code, done.out, "Permission denied" in done.err) == (5, "", True), done.err


def _refusing(real: Callable[..., IO[Any]], file: Path, error: OSError) -> Callable[..., IO[Any]]:
    def opened(path: Any, *arguments: Any, **settings: Any) -> IO[Any]:
        if not isinstance(path, int) and Path(os.fsdecode(path)) == file:
            raise error
        return real(path, *arguments, **settings)

    return opened


@pytest.mark.parametrize(
    "unusable", [f"/{LONG}", "/dev/null/x"], ids=["a long name", "below a file"]
)
@pytest.mark.parametrize(
    ("place", "arguments", "code"),
    [
        ("CONFIG", ["sources", "disable", "hf"], 5),
        ("STATE", ["follow", "alpha"], 5),
        ("CACHE", ["list"], 0),
        ("DATA", ["sync", "--offline"], 5),
    ],
)
def test_an_unusable_folder_is_one_line(
    place: str, arguments: list[str], code: int, unusable: str, home: dict[str, str]
) -> None:
    done = called(arguments, {**home, f"CONFRADAR_{place}_DIR": unusable})
    assert done.code == code, done.err
    assert len(done.err.splitlines()) == (2 if code else 0)
    if unusable.endswith(LONG):
        told = called(["doctor"], {**home, f"CONFRADAR_{place}_DIR": unusable})
        assert told.code == 1
        assert "attention" in told.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--catalogue", LONG],
        ["export", "alpha", "-o", f"{LONG}.ics"],
        ["export", "alpha", "-o", f"/{LONG}/x.ics"],
        ["lint", LONG],
        ["read", LONG],
        ["add", "--from", LONG],
        ["follow", "--file", LONG],
        ["import", LONG, "--as", "ccfddl", "--into", str(SHIPPED)],
    ],
)
def test_a_name_that_no_file_can_have_is_one_line(
    arguments: list[str], home: dict[str, str]
) -> None:
    done = called(arguments, home)
    assert done.code == 5
    assert len(done.err.splitlines()) == 2


def test_arguments_that_are_no_text_are_named(home: dict[str, str]) -> None:
    done = run(
        [f"{shlex.join(PROGRAM)} checklist alpha --add $'\\xff'"], home, program=["bash", "-c"]
    )
    assert done.code == 2
    assert "is not UTF-8" in done.err


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("PYTHONUNBUFFERED=1 {} export alpha > /dev/full", 5),
        ("{} list > /dev/full", 5),
        ("{} show nosuch 2> /dev/full", 2),
        ("{} show nosuch 2>&-", 2),
        ("{} list 2> /dev/full", 0),
        ("{} follow --from - <&-", 2),
        ("{} read - <&-", 2),
        ("{} add --from - <&-", 2),
        ("{} --help | true", 141),
        ("{} --version | true", 141),
        ("{} --help > /dev/full", 5),
    ],
)
def test_streams_that_are_full_or_closed(command: str, code: int, home: dict[str, str]) -> None:
    done = run(
        [f"set -o pipefail; {command.replace('{}', shlex.join(PROGRAM))}"],
        home,
        program=["bash", "-c"],
    )
    assert done.code == code
    assert len(done.err.splitlines()) == {0: 0, 141: 0, 5: 1}.get(
        code, 0 if "2>" in command else 2
    ), done.err


@pytest.mark.parametrize(
    ("module", "arguments"),
    [("typer", ["--version"]), ("yaml", ["lint"]), ("rich", ["list", "-f", "table"])],
)
def test_an_interrupt_while_something_is_imported_is_quiet(
    module: str, arguments: list[str], home: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / f"{module}.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(50)\n"
    )
    done = run(arguments, {**home, "PYTHONPATH": str(tmp_path)})
    assert (done.code, done.out, done.err) == (130, "", "")


def test_a_list_that_is_a_device_is_no_list(home: dict[str, str]) -> None:
    done = called(["follow", "--from", "/dev/zero"], home)
    assert (done.code, done.out) == (2, "")


# ---- The reader's own files


@pytest.mark.parametrize(
    "text",
    [
        "added = []\n",
        'added = [{id="m1", text="my task"}]\n',
        'added = [{id="m1", text="my task"}]\ndone.a = "b"\n',
    ],
)
def test_a_checklist_in_any_style_keeps_all_it_says(
    text: str, home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "state" / "checklists" / "alpha-2027.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    for task in ("foo", "bar"):
        done = called(["checklist", "alpha", "--add", task], home)
        assert (done.code, "damaged" in done.err) == (0, False)
    before, after = tomllib.loads(text), tomllib.loads(path.read_text())
    assert [task["text"] for task in after["added"]] == [
        *(task["text"] for task in before["added"]),
        "foo",
        "bar",
    ]
    assert after.get("done") == before.get("done")


@pytest.mark.parametrize(
    "text",
    ["sources = {hf = {enabled = true}}\n", "sources.hf.enabled = true\n[other]\nkept = 1\n"],
)
def test_a_configuration_in_any_style_keeps_all_it_says(
    text: str, home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert called(["sources", "disable", "hf"], home).code == 0
    assert tomllib.loads(path.read_text()) == {
        **tomllib.loads(text),
        "sources": {"hf": {"enabled": False}},
    }


def test_unreadable_is_not_damaged(
    home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called(["follow", "alpha"], home).code == 0
    path = tmp_path / "state" / "following.txt"
    real = Path.read_text

    def read_text(self: Path, *given: str, **more: str) -> str:
        if self == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))
        return real(self, *given, **more)

    monkeypatch.setattr(Path, "read_text", read_text)
    done = called(["follow", "beta"], home)
    monkeypatch.undo()
    assert (done.code, len(done.err.splitlines())) == (5, 2)
    assert [item.name for item in path.parent.glob("*.txt*")] == ["following.txt"]
    assert path.read_text() == "alpha\n"


def test_a_list_of_any_length_is_no_damage(home: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "state" / "following.txt"
    path.parent.mkdir(parents=True)
    path.write_text("".join(f"gone-{number}\n" for number in range(300_000)) + "alpha\n")
    done = called(["list", "--following", "--columns", "id", "--no-header"], home)
    assert (done.code, done.out) == (0, "alpha\n")
    assert "and 299992 more" in done.err
    assert "index" not in done.err


@pytest.mark.parametrize("name", ["following.txt", "reminders.json", "checklists/alpha-2027.toml"])
def test_a_folder_in_the_place_of_a_file_is_left_alone(
    name: str, home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "state" / name
    path.mkdir(parents=True)
    commands = {
        "f": ["follow", "beta"],
        "r": ["remind", "--within", "400d"],
        "c": ["checklist", "alpha", "--add", "foo"],
    }
    done = called(commands[name[0]], home)
    assert done.code == 5, done.err
    assert path.is_dir()
    assert not list(tmp_path.rglob("*.damaged"))


@pytest.mark.parametrize(
    "state",
    [
        "[" * 50_000,
        '{"schema": 1, "number": ' + "9" * 5000 + "}",
        '{"schema": 1, "number": 1, "journal": 0, "sources": {"hf": {"location": null}}}',
        '{"schema": 1, "number": 1, "journal": 0, "synced_at": "soon", "sources": {}}',
        "null",
        "[]",
    ],
)
def test_a_state_of_another_shape_is_damaged(
    state: str, home: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "data" / "sync" / "state.json"
    path.parent.mkdir(parents=True)
    path.write_text(state)
    assert called(["list"], home).code == 0
    for name in ("ccfddl", "hf", "aideadlines"):
        called(["sources", "disable", name], home)
    assert called(["sync", "--offline"], home).code == 0
    path.write_text("{")
    assert called(["sync", "--offline"], home).code == 0
    assert [path.with_name(f"state.json.damaged{number}").read_text() for number in ("", 2)] == [
        state,
        "{",
    ]


def test_sync_removes_only_what_is_its_own(home: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "data" / "sync"
    folder.mkdir(parents=True)
    kept = [
        "thesis.txt",
        "notes.yaml",
        "a-b.jsonl",
        "catalogue-0123.yaml",
        ".hidden",
        ".confradar-mine",
    ]
    gone = [
        "catalogue-0123456789abcdef0123.yaml",
        "hf-0123456789abcdef0123.jsonl",
        ".confradar-abcdefgh.tmp",
    ]
    for name in (*kept, *gone):
        (folder / name).write_text("x")
        os.utime(folder / name, (time.time() - 9000,) * 2)
    for name in ("ccfddl", "hf", "aideadlines"):
        called(["sources", "disable", name], home)
    assert called(["sync", "--offline"], home).code == 0
    names = {path.name for path in folder.iterdir()}
    assert set(kept) <= names
    assert not set(gone) & names


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    storage.write_atomic(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_a_killed_process_s_temporary_files_go_with_the_next_change(tmp_path: Path) -> None:
    left = [
        tmp_path / ".confradar-aaaaaaaa.tmp",
        tmp_path / ".confradar-bbbbbbbb.tmp",
        tmp_path / "mine.tmp",
    ]
    for path, age in zip(left, (9000, 0, 9000), strict=True):
        path.write_text("half")
        os.utime(path, (time.time() - age,) * 2)
    files.change(tmp_path / "list", tmp_path / "locks", lambda _: "new\n")
    assert [path.exists() for path in left] == [False, True, True], (
        "one may still be in use, one is somebody's own"
    )


def test_two_that_remove_one_source(
    home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from confradar.sources import changing, registry
    from confradar.sources.registry import SourceSpec

    config, locks = tmp_path / "config.toml", tmp_path / "locks"
    changing.add_source(config, locks, SourceSpec("q", "/x", "hf"))
    known = registry.load_sources(config)
    changing.remove_source(config, locks, "q")
    monkeypatch.setattr(changing, "load_sources", lambda _: known)
    for late in (
        lambda: changing.remove_source(config, locks, "q"),
        lambda: changing.enable_source(config, locks, "q", True),
    ):
        with pytest.raises(Exception, match="no source 'q' any more") as caught:
            late()
        assert not isinstance(caught.value, StateError)


# ---- A large index, of which nobody reads all at each opening


@pytest.fixture
def damaged_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in whose index a disk lost all that is not read at the opening."""
    from confradar.index import seal

    monkeypatch.setattr(seal, "ALWAYS", 0)
    environ = environment(tmp_path)
    assert called(["list"], environ).code == 0
    (index,) = (Path(environ["CONFRADAR_CACHE_DIR"]) / "index").glob("*.sqlite")
    found = index.stat()
    data = index.read_bytes()
    kept = 1 << 16
    index.write_bytes(data[:kept] + bytes(len(data) - kept))
    os.utime(index, ns=(found.st_atime_ns, found.st_mtime_ns))
    return environ


@pytest.mark.parametrize(
    "command",
    [["deadlines", "acl"], ["show", "acl"], ["timeline", "--html", "-"], ["export", "acl"]],
)
def test_a_damaged_index_is_rebuilt_and_the_command_goes_on(
    command: list[str], damaged_disk: dict[str, str], tmp_path: Path
) -> None:
    whole = called(command, {**damaged_disk, "CONFRADAR_CACHE_DIR": str(tmp_path / "other")})
    assert whole.code == 0
    assert called(command, damaged_disk) == whole
