"""Locks where the file system has none: named as that, with a way on."""

from __future__ import annotations

import errno
import warnings
from pathlib import Path
from typing import Never

import filelock
import pytest

from confradar.errors import StateError
from confradar.storage import locked


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
