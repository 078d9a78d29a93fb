"""What doctor looks at: each check below the command, with what is sound and what is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from confradar.errors import DataError
from confradar.queries import health
from confradar.queries.data_age import Age
from confradar.sources.registry import SourceSpec
from confradar.sync.store import SourceState, State, Store
from confradar.version import __version__
from confradar.views import health as view
from confradar.views.grid import Styled
from support import deadline, edition, venue

Catalogue = Callable[..., sqlite3.Connection]
NOW = datetime(2026, 9, 1, tzinfo=UTC)
LISTS = SourceSpec("lists", "https://lists.example/all.yml", "ccfddl")


def told(checks: Iterable[health.Check]) -> dict[str, tuple[str, str]]:
    """Status and detail, by item."""
    return {check.item: (check.status, check.detail) for check in checks}


def test_the_program_tells_its_version_and_the_reader_s_time() -> None:
    found = told(health.program(NOW, timezone(timedelta(hours=9))))
    assert found["confradar"] == ("ok", __version__)
    assert found["clock"] == (
        "ok",
        "2026-09-01T00:00:00Z, shown as 2026-09-01 09:00 UTC+09:00",
    )


def test_a_directory_is_there_or_made_later_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    places = {"state": tmp_path, "cache": tmp_path / "later", "data": file, "config": file / "in"}
    found = told(health.folders(places))
    assert found["state"] == ("ok", str(tmp_path))
    assert found["cache"] == ("ok", f"{tmp_path / 'later'} (made when needed)")
    assert found["data"][0] == "attention"
    assert "cannot be written" in found["data"][1]


def test_each_catalogue_is_read_and_a_broken_one_named(tmp_path: Path) -> None:
    base, own = tmp_path / "base.yaml", tmp_path / "own.yaml"

    def read(paths: object) -> int:
        if own in list(paths):  # type: ignore[call-overload]
            raise DataError(f"{own}:3: no venue\nand more")
        return 359

    found = told(health.files([own], base, base, read))
    assert found["shipped"] == ("ok", f"{base}, 359 venues")
    assert found["overlay"] == ("attention", f"{own}:3: no venue; `confradar lint` shows all")
    merged = told(health.files([], base, tmp_path / "merged.yaml", read))
    assert list(merged) == ["merged by sync"]


def test_the_index_is_counted_and_one_that_cannot_be_opened_told(
    indexed: Catalogue, tmp_path: Path
) -> None:
    index = indexed(venue("alpha", editions=[edition(2027, deadline("2026-10-01"))]))
    file = tmp_path / "index.sqlite"
    file.write_bytes(b"x" * 4096)
    (check,) = health.indexed(lambda: index, file)
    assert (check.status, check.detail) == ("ok", f"{file}, 4 KiB, 1 venue, 1 date")
    (check,) = health.indexed(lambda: index, tmp_path / "none")
    assert check.status == "attention"
    assert "in memory" in check.detail

    def broken() -> sqlite3.Connection:
        raise sqlite3.DatabaseError("file is not a database")

    (check,) = health.indexed(broken, file)
    assert check.status == "attention"
    assert check.detail == "file is not a database; `confradar doctor --fix` rebuilds it"


def test_before_a_first_sync_the_shipped_catalogue_is_used(tmp_path: Path) -> None:
    found = told(health.synced([LISTS], Store(tmp_path), NOW))
    assert found["last sync"][0] == "note"
    assert found["lists"] == ("note", "never fetched")


def synced(tmp_path: Path, **changed: object) -> Store:
    """A store after a sync that brought something."""
    store = Store(tmp_path)
    catalogue = store.put("catalogue", ".yaml", b"venues: []")
    known = SourceState(editions=2, dates=5, checked="2026-08-31T06:00:00Z", **changed)  # type: ignore[arg-type]
    state = State(1, "2026-08-31T06:00:00Z", catalogue, sources={"lists": known})
    store.commit(state, b'{"seen": "2026-08-31T06:00:00Z"}\n')
    return store


def test_a_sound_sync_is_all_well(tmp_path: Path) -> None:
    found = told(health.synced([LISTS], synced(tmp_path), NOW))
    assert {status for status, _ in found.values()} == {"ok"}
    assert found["lists"][1] == "2 editions, 5 dates, checked 2026-08-31T06:00:00Z"


def test_what_is_lost_or_ahead_of_the_clock_needs_attention(tmp_path: Path) -> None:
    copy = Store(tmp_path).put("lists", ".yaml", b"a copy")
    store = synced(tmp_path, copy=copy)
    for name in (copy, store.state().catalogue):
        (tmp_path / str(name)).unlink()
    journal = tmp_path / "changes.jsonl"
    journal.write_bytes(b"{broken}}".ljust(journal.stat().st_size - 1) + b"\n")
    found = told(health.synced([LISTS], store, NOW - timedelta(days=9)))
    assert {item for item, (status, _) in found.items() if status == "attention"} == {
        "clock",
        "catalogue",
        "journal",
        "lists",
    }
    assert "1 line of" in found["journal"][1]
    assert f"the copy {copy} is lost" in found["lists"][1]


def test_a_damaged_state_and_a_failed_source_are_told(tmp_path: Path) -> None:
    store = synced(tmp_path, error="the server answers 500", tried="2026-08-31T07:00:00Z")
    found = told(health.synced([LISTS], store, NOW))
    assert found["lists"][0] == "attention"
    assert "the server answers 500" in found["lists"][1]
    (tmp_path / "state.json").write_text("{")
    found = told(health.synced([LISTS], store, NOW))
    assert found["state"][0] == "attention"
    assert "doctor --fix" in found["state"][1]


def test_a_disabled_source_shows_no_secret(tmp_path: Path) -> None:
    spec = SourceSpec("mine", "https://me:secret@lists.example/all.yml", "ccfddl", enabled=False)
    found = told(health.synced([spec], Store(tmp_path), NOW))
    assert found["mine"][0] == "note"
    assert "secret" not in found["mine"][1]


def test_followed_ids_that_are_gone_are_named() -> None:
    assert [check.item for check in health.followed(["old", "older"])] == ["old", "older"]
    assert {check.status for check in health.followed(["old"])} == {"attention"}


@pytest.mark.parametrize(
    ("ages", "status"),
    [
        ([], "note"),
        ([Age("lists", 3, True)], "ok"),
        ([Age("lists", 30, True)], "attention"),
        ([Age("lists", None, False)], "attention"),
    ],
)
def test_the_age_of_the_data_and_the_disagreements_are_told(
    indexed: Catalogue, ages: list[Age], status: str
) -> None:
    other = {"source": "hf", "key": "paper", "value": "2026-10-02"}
    held = edition(2027, deadline("2026-10-01"), differs=[other])
    with closing(indexed(venue("alpha", editions=[held]))) as index:
        found = told(health.data(index, ages))
    assert found["age"][0] == status
    assert found["conflicts"][1].startswith("1 value on which sources disagree")


def test_the_table_names_an_area_once_and_marks_what_needs_attention() -> None:
    checks = [
        health.Check("paths", "config", "ok", "there"),
        health.Check("paths", "data", "attention", "no space"),
        health.Check("sync", "last sync", "note", "never"),
    ]
    _, rows = view.table(checks)
    assert [row[0] for row in rows] == ["paths", "", "sync"]
    assert [row[2].text for row in rows if isinstance(row[2], Styled)] == ["ok", "!", "-"]
