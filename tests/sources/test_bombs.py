"""Archives made to fill the memory or to take for ever: refused in one line, soon and in little
memory."""

from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc
import zipfile

import pytest

from confradar.errors import DataError
from confradar.formats.lists import archive, ccfddl, hf

FILE = "conference/AI/aaai.yml"


def block(kind: bytes, name: str, size: int) -> bytes:
    """A header of that kind, which says that so many bytes follow."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.size = kind, size
    return entry.tobuf(tarfile.GNU_FORMAT)


def long_header(kind: bytes, size: int) -> bytes:
    """An archive, packed, whose header of that kind has a content of so many bytes."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as file:
        file.write(block(kind, "long", size))
        for _ in range(size // 2**20):
            file.write(b"a" * 2**20)
        file.write(block(tarfile.REGTYPE, FILE, 0))
    return packed.getvalue()


def chained(kind: bytes, count: int) -> bytes:
    """An archive of headers upon headers."""
    content = (
        b"13 path=abcd\n" if kind in {tarfile.XHDTYPE, tarfile.XGLTYPE} else b"name\0"
    ).ljust(512, b"\0")
    size = 13 if kind in {tarfile.XHDTYPE, tarfile.XGLTYPE} else 5
    return (
        (block(kind, "h", size) + content) * count + block(tarfile.REGTYPE, FILE, 0) + bytes(1024)
    )


BOMBS = {
    "a long name": long_header(tarfile.GNUTYPE_LONGNAME, 90 * 2**20),
    "a long link": long_header(tarfile.GNUTYPE_LONGLINK, 80 * 2**20),
    "an extended header": long_header(tarfile.XHDTYPE, 80 * 2**20),
    "a global header": long_header(tarfile.XGLTYPE, 80 * 2**20),
    "names upon names": chained(tarfile.GNUTYPE_LONGNAME, 1100),
    "links upon links": chained(tarfile.GNUTYPE_LONGLINK, 1100),
    "extended upon extended": chained(tarfile.XHDTYPE, 1100),
    "global upon global": gzip.compress(chained(tarfile.XGLTYPE, 1100)),
    "files of zeros": long_header(tarfile.REGTYPE, 80 * 2**20),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_in_little_memory(bomb: bytes) -> None:
    read = ccfddl.read if len(bomb) % 2 else hf.read  # both go the same way
    tracemalloc.start()
    try:
        with pytest.raises(DataError):
            read(bomb, source="list")
        assert archive.newest_day(bomb) is None or tracemalloc.get_traced_memory()[1] < 2**23
        assert tracemalloc.get_traced_memory()[1] < 40 * 2**20
    finally:
        tracemalloc.stop()


def test_a_zip_that_lists_too_much_is_refused() -> None:
    with pytest.raises(DataError, match="lists more files"):
        archive.members(
            b"PK\3\4" + b"PK\1\2" * (archive.MAX_LISTED + 1),
            "list",
            archive.REPOSITORIES["hf"].files,
        )


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_real_long_names_and_large_files_are_read(form: int) -> None:
    names = ["conference/AI/" + "n" * 150 + f"{number}.yml" for number in range(3)]
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w:gz", format=form) as packed:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 3 * 2**20
            packed.addfile(entry, io.BytesIO(b"#" * entry.size))
    assert (
        sorted(archive.members(body.getvalue(), "list", archive.REPOSITORIES["ccfddl"].files))
        == names
    )


def test_a_zip_of_records_is_read() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        packed.writestr(FILE, "[]")
    assert list(archive.members(body.getvalue(), "list", archive.REPOSITORIES["ccfddl"].files)) == [
        FILE
    ]
