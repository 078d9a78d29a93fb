"""The compiled index: current when a file changed, kept when none did, thrown away when it is
broken."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from confradar.errors import DataError
from confradar.index import build
from confradar.index import opening as index
from confradar.index import seal as sealing
from confradar.index.seal import seal
from support import PROGRAM, TOPICS, deadline, edition, environment, venue, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(
        tmp_path / "c.yaml", venue("a", editions=[edition(2026, deadline("2026-05-06 23:59:59"))])
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index"


def ids(file: Path, folder: Path) -> list[str]:
    with closing(index.open_index([file], TOPICS, folder)) as connection:
        return [row[0] for row in connection.execute("select id from venue order by position")]


def kept(folder: Path) -> Path:
    (path,) = folder.glob("*.sqlite")
    return path


def test_it_is_built_once_and_then_kept(file: Path, folder: Path) -> None:
    assert ids(file, folder) == ["a"]
    before = kept(folder).stat()
    assert ids(file, folder) == ["a"]
    assert (kept(folder).stat().st_ino, kept(folder).stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )


def test_one_that_was_shipped_is_taken_where_the_files_are_the_same(
    file: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = written(tmp_path / "guide.yaml")
    guide.write_text("schema: 1\nsections: []\nchecklist: []\nfaq: []\n")
    shipped = tmp_path / "shipped" / "index.sqlite"
    index.compile_index(shipped, [file], TOPICS, guide=guide)
    before = shipped.read_bytes()

    def opened() -> list[str]:
        with closing(
            index.open_index([file], TOPICS, folder, guide=guide, base=file, shipped=shipped)
        ) as connection:
            return [row[0] for row in connection.execute("select id from venue")]

    with monkeypatch.context() as patched:
        patched.setattr(build, "build", lambda *_, **__: pytest.fail("it is built"))
        assert opened() == ["a"]
        assert kept(folder).is_file(), "a copy, which knows the files by their times too"
        os.utime(file, ns=(1, 1))
        assert opened() == ["a"]
    written(file, venue("b"))
    assert opened() == ["b"]
    assert shipped.read_bytes() == before


def test_it_is_rebuilt_when_a_file_changes(file: Path, folder: Path) -> None:
    ids(file, folder)
    written(file, venue("a"), venue("b"))
    assert ids(file, folder) == ["a", "b"]


def test_it_is_rebuilt_when_a_file_changes_without_growing(file: Path, folder: Path) -> None:
    ids(file, folder)
    text = file.read_text()
    file.write_text(text.replace("id: a\n", "id: z\n"))
    assert len(file.read_text()) == len(text)
    assert ids(file, folder) == ["z"]


def test_it_is_not_rebuilt_when_a_file_was_only_touched(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids(file, folder)
    monkeypatch.setattr(build, "build", lambda *_, **__: pytest.fail("built again"))
    os.utime(file, ns=(1, 1))
    assert ids(file, folder) == ["a"]
    touched = kept(folder).stat().st_ino
    assert ids(file, folder) == ["a"]
    assert kept(folder).stat().st_ino == touched, "the new time is remembered"
    assert [path.name for path in folder.iterdir()] == [kept(folder).name], (
        "no journal stays behind"
    )


@pytest.mark.parametrize("left", [0, 10, 100, 5000, 30000])
def test_a_truncated_index_is_rebuilt(left: int, file: Path, folder: Path) -> None:
    ids(file, folder)
    path = kept(folder)
    path.write_bytes(path.read_bytes()[:left])
    assert ids(file, folder) == ["a"]


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all\n" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_index_is_replaced(content: bytes, file: Path, folder: Path) -> None:
    ids(file, folder)
    kept(folder).write_bytes(content)
    assert ids(file, folder) == ["a"]


def damages(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one fault of a disk: a flipped bit, a cut, a page of zeros, two pages in each
    other's place."""
    page, last = 4096, len(data) // 4096 - 1
    what = chance.randrange(4)
    if what == 0:
        at = chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    if what == 1:
        return data[: chance.randrange(len(data))]
    one, other = sorted(chance.sample(range(last + 1), 2))
    if what == 2:
        return data[: one * page] + bytes(page) + data[(one + 1) * page :]
    first, second = (data[at * page : (at + 1) * page] for at in (one, other))
    return (
        data[: one * page]
        + second
        + data[(one + 1) * page : other * page]
        + first
        + data[(other + 1) * page :]
    )


def test_no_damage_is_served_and_all_of_it_heals(tmp_path: Path, folder: Path) -> None:
    """300 seeded ones. An index that would be taken as it is says what it said; any other is built
    anew."""
    records = (
        venue(
            f"v{number}",
            editions=[
                edition(2026 + year, deadline(f"{2026 + year}-05-06 23:59:59")) for year in range(6)
            ],
        )
        for number in range(40)
    )
    file = written(tmp_path / "c.yaml", *records)
    before = ids(file, folder)
    path = kept(folder)
    sound = path.read_bytes()
    for seed in range(300):
        damaged = damages(sound, random.Random(seed))  # noqa: S311 # to find faults, not to keep secrets
        path.write_bytes(damaged)
        assert (index.opened(path) is None) == (damaged != sound), seed
    path.write_bytes(damaged)
    assert ids(file, folder) == before
    assert sealing.whole(path)


def test_of_a_large_index_what_was_written_since_is_read_through(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "ALWAYS", 0)
    ids(file, folder)
    path = kept(folder)
    with monkeypatch.context() as unread:
        unread.setattr(sealing, "_value", lambda _: pytest.fail("read through"))
        assert sealing.whole(path)
    data = path.read_bytes()
    path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    assert not sealing.whole(path)
    assert ids(file, folder) == ["a"]


@pytest.mark.parametrize("name", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_it_is_not_looked_at(name: str, file: Path, folder: Path) -> None:
    ids(file, folder)
    path = kept(folder)
    before = path.stat().st_ino
    path.with_name(path.name + name).write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x00" * 5000
    )
    assert ids(file, folder) == ["a"]
    assert path.stat().st_ino == before


@pytest.mark.parametrize("key", ["program", "complete", "files"])
def test_an_index_of_another_version_is_rebuilt(key: str, file: Path, folder: Path) -> None:
    """Older or newer: it must be the very same."""
    ids(file, folder)
    with closing(sqlite3.connect(kept(folder))) as connection, connection:
        connection.execute("update meta set value = 'another' where key = ?", (key,))
        connection.execute("update venue set id = 'old'")
    seal(kept(folder))
    assert ids(file, folder) == ["a"]


def test_a_new_program_rebuilds_it(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids(file, folder)
    before = kept(folder).stat().st_ino
    monkeypatch.setattr(index, "MADE_BY", "another")
    assert ids(file, folder) == ["a"]
    assert kept(folder).stat().st_ino != before


def test_a_build_that_was_killed_leaves_no_index(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    path = index.index_path([file], TOPICS, folder)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "create table meta (key text primary key, value text); insert into meta values "
            "('program', '1')"
        )
    seal(path)
    assert ids(file, folder) == ["a"]


def test_a_bad_file_leaves_the_old_index_and_no_scraps(file: Path, folder: Path) -> None:
    ids(file, folder)
    good = file.read_text()
    file.write_text(good + "  - id: broken\n")
    with pytest.raises(DataError):
        ids(file, folder)
    assert [path.suffix for path in folder.iterdir()] == [".sqlite"]
    file.write_text(good)
    assert ids(file, folder) == ["a"]


@pytest.mark.parametrize("place", ["missing/deep/down", "a-file/below", "read-only/below"])
def test_it_works_where_the_cache_cannot_be_written(place: str, file: Path, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    (tmp_path / "read-only").mkdir(mode=0o500)
    assert ids(file, tmp_path / place) == ["a"]
    assert ids(file, tmp_path / place) == ["a"]


def test_a_current_index_in_a_read_only_folder_is_used(file: Path, folder: Path) -> None:
    ids(file, folder)
    before = kept(folder).stat().st_ino
    folder.chmod(0o500)
    kept(folder).chmod(0o400)
    assert ids(file, folder) == ["a"]
    assert kept(folder).stat().st_ino == before
    folder.chmod(0o700)


def test_readers_cannot_write_it(file: Path, folder: Path) -> None:
    with (
        closing(index.open_index([file], TOPICS, folder)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("delete from venue")


def test_instants_are_exact(file: Path, folder: Path) -> None:
    with closing(index.open_index([file], TOPICS, folder)) as connection:
        assert connection.execute(
            "select at from deadline where certainty != 'estimated'"
        ).fetchall() == [(1778155199,)]  # 2026-05-07T11:59:59Z


def test_processes_may_build_it_at_once(file: Path, tmp_path: Path) -> None:
    """Each gets the whole answer, one index stays, and no temporary file."""
    environ = environment(tmp_path, CONFRADAR_CACHE_DIR=str(tmp_path / "cache"))
    command = [
        *PROGRAM,
        "list",
        "--catalogue",
        str(file),
        "--query",
        "things",
        "--columns",
        "id",
        "--no-header",
    ]
    processes = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    ended = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], ended
    assert {out for out, _ in ended} == {b"a\n"}
    assert len(list((tmp_path / "cache" / "index").iterdir())) == 1


def test_old_indexes_of_other_catalogues_are_dropped(tmp_path: Path, folder: Path) -> None:
    for number in range(index.KEPT + 4):
        ids(written(tmp_path / f"{number}.yaml", venue("a")), folder)
    assert len(list(folder.iterdir())) == index.KEPT
