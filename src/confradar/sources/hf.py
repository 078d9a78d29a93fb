"""huggingface/ai-deadlines: a ``.tar.gz`` of the repository, or one of its YAML files."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zlib
from datetime import date

from confradar.errors import DataError
from confradar.sources.reading import Collector, Reading, parse
from confradar.sources.records import read_records
from confradar.sources.shapes import records_of

SOURCE = "hf"
FOLDER = "src/data/conferences/"
# Conference files, as the repository or a fork of it has them: the folder and the file's name in it, or the one file.
_CONFERENCES = re.compile(r"(?P<folder>(?:[^/]+/)*?conferences/)(?P<name>.+\.ya?ml)|(?P<file>(?:[^/]+/)*conferences\.ya?ml)")
_GZIP = b"\x1f\x8b"
MAX_FILE = 4 * 2**20
MAX_TOTAL = 64 * 2**20
MAX_FILES = 5000


def read(data: bytes, *, recorded: date | None = None, source: str = SOURCE) -> Reading:
    """Read an archive of the repository or of a fork (in memory), or a single YAML file.

    ``fields`` of the Reading counts dated fields. Raises DataError where the whole is not that format.
    """
    found = Collector(source, recorded)
    archived = data[:2] == _GZIP or data[257:262] == b"ustar"  # some servers unpack it on the way
    files = _members(data, source) if archived else [(source, data)]
    records: list[tuple[str, object, int]] = []
    for name, content in files:
        try:
            records += [(name, record, line) for record, line in records_of(parse(content, name), name)]
        except DataError as error:
            if len(files) == 1:
                raise
            found.skip(name, "file", str(error))
    read_records(found, records, None)
    return found.finish()


def _members(data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The conference files of the archive, read within limits; links, other paths and other files are passed over.

    They are those of ``src/data/conferences/`` and its folders. A fork may keep them elsewhere: in another folder named ``conferences``, or in one
    file of that name. Raises DataError where there are none, or several such places.
    """
    places: dict[str, list[tuple[str, bytes]]] = {}
    total = 0
    try:
        raw = io.BytesIO(data)
        with gzip.GzipFile(fileobj=raw) if data[:2] == _GZIP else raw as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for count, member in enumerate(archive):
                total += member.size
                if count > MAX_FILES or total > MAX_TOTAL:
                    raise DataError(f"{source}: the archive unpacks to more than any real one", hint="check the address")
                match = _CONFERENCES.fullmatch(member.name.removeprefix("./"))
                if not member.isfile() or match is None or ".." in member.name.split("/"):
                    continue
                stream = archive.extractfile(member)
                if stream is None or member.size > MAX_FILE:
                    raise DataError(f"{source}: {member.name} is too large")
                places.setdefault(match["folder"] or match["file"], []).append((match["name"] or match["file"], stream.read()))
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise DataError(f"{source}: the archive is damaged: {error}", hint="fetch it again") from None
    usual = [place for place in places if re.fullmatch(rf"(?:[^/]+/)?{FOLDER}", place)]
    chosen = usual or list(places)
    if not chosen:
        raise DataError(f"{source}: the archive has no {FOLDER}*.yml", hint="it should be the archive of the main branch")
    if len(chosen) > 1:
        raise DataError(f"{source}: the archive has several lists: {', '.join(sorted(chosen)[:5])}", hint="give the one file instead")
    return sorted(places[chosen[0]])
