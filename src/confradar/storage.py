"""Writing files so that a crash at any point leaves the old or the new one whole."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from confradar.errors import BusyError, StateError, UsageError


def write_atomic(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace ``path`` with ``data``: temporary file beside it, fsync, rename; its permissions are
    kept, but nobody else's where it is ``private``. Raises StateError, UsageError for a ``~user``
    whom nobody knows.
    """
    temporary: str | None = None
    try:
        path = path.expanduser()
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            path.write_bytes(data)
            return
        path = path.resolve()
        make_folder(path.parent, private=private)
        handle, temporary = tempfile.mkstemp(prefix=_HEAD, suffix=_TAIL, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode & 0o700 if private else mode)
        Path(temporary).replace(path)
        _keep_name(path.parent)
    except RuntimeError:
        raise UsageError(
            f"{path}: there is no such home directory", hint="write the whole path"
        ) from None
    except (OSError, ValueError) as error:  # the latter for a name that no file can have
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        why = getattr(error, "strerror", None) or error
        raise StateError(
            f"{path}: cannot be written: {why}",
            hint="check the directory's permissions and free space",
        ) from None


def make_folder(folder: Path, *, private: bool = True) -> None:
    """Make a folder and those above it where they are missing; a ``private`` one is entered by
    nobody else. Raises OSError."""
    if not private:
        folder.mkdir(parents=True, exist_ok=True)
    elif not folder.is_dir():
        make_folder(folder.parent)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:
            raise NotADirectoryError(
                errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)
            ) from None


# The names of temporary files: short, since the target's own name may be as long as a name can be.
_HEAD, _TAIL = ".confradar-", ".tmp"
LEFT_BEHIND = 3600  # seconds after which a temporary file is a killed process's


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed processes left in ``folder``, which has just been
    changed; never with an error."""
    with suppress(OSError):
        present = folder.stat().st_mtime
        for path in folder.glob(f"{_HEAD}*{_TAIL}"):
            if abs(present - path.stat().st_mtime) > LEFT_BEHIND:
                path.unlink()


def _keep_name(folder: Path) -> None:
    """Have a rename in ``folder`` outlast a power cut; not every system can open a folder, nor
    every file system sync one."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path, folder: Path, *, wait: float = 30) -> Iterator[None]:
    """Hold the lock that guards changes of ``path`` (waits up to ``wait`` seconds); lock files live
    in ``folder``.

    Raises BusyError when another process keeps it, StateError when none can be kept there.
    """
    import warnings

    import filelock

    try:
        make_folder(folder)
        name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
        # Where there are no locks, the library warns and uses a marker, which a killed process
        # would leave behind for ever; its older versions raise NotImplementedError.
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            lock = filelock.FileLock(folder / f"{name}.lock", timeout=wait)
            lock.acquire()
    except filelock.Timeout:
        raise BusyError(
            f"{path}: another process has been changing it for {wait:.0f} s",
            hint="try again when it has finished",
        ) from None
    except (Warning, NotImplementedError):
        raise _without_locks(folder) from None
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise _without_locks(folder) from None
        raise StateError(
            f"{folder}: no lock can be kept there: {error.strerror}",
            hint="check the directory's permissions",
        ) from None
    try:
        yield
    finally:
        lock.release()


# What a system says of a file system that has no locks, or whose lock service does not answer (some
# network file systems).
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


def _without_locks(folder: Path) -> StateError:
    return StateError(
        f"{folder}: this file system has no locks",
        hint=(
            "set CONFRADAR_STATE_DIR, CONFRADAR_DATA_DIR or CONFRADAR_CONFIG_DIR to a folder "
            "on a local disk"
        ),
    )


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
