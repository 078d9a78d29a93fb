"""Files are written as a whole or not at all, and a file system without locks is named."""

from __future__ import annotations

import errno
import os
import warnings
from pathlib import Path
from typing import Never

import filelock
import pytest

from confradar.errors import StateError, UsageError
from confradar.storage import LEFT_BEHIND, locked, sweep, write_atomic


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_named(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="only Unix has flock")

    def flock(*_: object) -> Never:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    with (
        pytest.raises(StateError, match="this file system has no locks") as caught,
        locked(tmp_path / "file", tmp_path / "locks"),
    ):
        pass
    assert "CONFRADAR_STATE_DIR" in (caught.value.hint or "")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("what", ["a warning", "an older version's error"])
def test_what_the_library_says_of_it_reaches_nobody(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acquire(*_: object, **__: object) -> None:
        if what == "a warning":
            warnings.warn("flock is not supported, using a soft lock", stacklevel=2)
        else:
            raise NotImplementedError("use SoftFileLock instead")

    monkeypatch.setattr(filelock.FileLock, "acquire", acquire)
    with pytest.raises(StateError, match="no locks"), locked(tmp_path / "file", tmp_path / "locks"):
        pass


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def full(*_: object) -> Never:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StateError, match="cannot be written: No space left on device"):
        write_atomic(path, b"new")
    assert [item.name for item in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "old"


def test_a_home_that_nobody_has_is_told() -> None:
    with pytest.raises(UsageError, match="no such home directory"):
        write_atomic(Path("~nobody-of-that-name/file"), b"x")


def test_what_a_killed_process_left_behind_is_swept_once_it_is_old(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".confradar-a.tmp", ".confradar-b.tmp", "c"))
    for path in (old, new, other):
        path.touch()
    long_ago = tmp_path.stat().st_mtime - 2 * LEFT_BEHIND
    for path in (old, other):
        os.utime(path, (long_ago, long_ago))
    sweep(tmp_path)
    assert [path.exists() for path in (old, new, other)] == [False, True, True]
