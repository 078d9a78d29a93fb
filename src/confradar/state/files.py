"""Reading and changing one of the reader's files; what is damaged is kept aside, never written
over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from confradar.errors import DamagedError, StateError


def read(path: Path) -> str:
    """The text of the file, empty where there is none. Raises StateError when it cannot be read,
    DamagedError when it is not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StateError(
            f"{path}: cannot be read: {error.strerror}", hint="check its permissions"
        ) from None
    except UnicodeDecodeError as error:
        raise DamagedError(
            f"{path}: damaged: not UTF-8 (byte {error.start})",
            hint=f"fix it, or move it away: mv {path} {path}.damaged",
        ) from None


def change(
    path: Path, locks: Path, changed: Callable[[str], str], *, check: Callable[[str], object] = str
) -> Path | None:
    """Replace the file's text by what ``changed`` makes of it, under a lock, atomically.

    A file that cannot be decoded, or that ``check`` refuses by a DamagedError, is moved aside first
    and ``changed`` starts from nothing: the path to which it was moved is returned. Raises
    StateError when it cannot be read or written: it stays as it is.
    """
    from confradar.storage import locked, sweep, write_atomic

    with locked(path, locks):
        aside = None
        try:
            text = read(path)
            check(text)
        except DamagedError:
            aside = set_aside(path)
            text = ""
        new = changed(text)
        if new != text or aside:
            write_atomic(path, new.encode(), private=True)
            sweep(path.parent)
        return aside


def set_aside(path: Path) -> Path:
    """Move a damaged file to a name of its own. Raises StateError."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.damaged{number if number > 1 else ''}")
        if not aside.exists():
            try:
                path.rename(aside)
            except OSError as error:
                raise StateError(
                    f"{path}: damaged, and cannot be moved aside: {error.strerror}",
                    hint="check the directory's permissions",
                ) from None
            return aside
    raise StateError(
        f"{path}: damaged, and there are a thousand damaged copies of it already",
        hint="remove the copies that you do not need",
    )
