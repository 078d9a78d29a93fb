"""The body of an answer: unpacked, and read within limits."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Mapping

from confradar.errors import NetworkError
from confradar.sources.answers import Limits


class TryAgain(Exception):
    """A failure that may pass; ``wait`` is what the server asks for, in seconds; ``unreachable``:
    there was no connection at all."""

    def __init__(
        self, reason: str, wait: float | None = None, *, unreachable: bool = False
    ) -> None:
        super().__init__(reason)
        self.wait = wait
        self.unreachable = unreachable


def read_body(
    headers: Mapping[str, str],
    chunks: Iterable[bytes],
    where: str,
    limits: Limits,
    end: float,
    progress: Callable[[int, int | None], None] | None,
) -> bytes:
    """The unpacked body of an answer with these headers (names in small letters), from its
    ``chunks``, until ``end`` by the monotonic clock. Raises TryAgain where it is cut or damaged,
    NetworkError where it is too large."""
    packed, expected = _announced(headers, where, limits)
    unpack = zlib.decompressobj(31) if packed else None
    parts: list[bytes] = []
    received = size = 0
    for chunk in chunks:
        received += len(chunk)
        if time.monotonic() > end:
            raise late(where, limits)
        try:
            part = unpack.decompress(chunk, limits.max_bytes + 1 - size) if unpack else chunk
        except zlib.error as error:
            raise TryAgain(f"the packed answer is damaged: {error}") from None
        parts.append(part)
        size += len(part)
        if max(size, received) > limits.max_bytes:
            raise _too_large(where, limits)
        if progress:
            progress(received, expected)
    if unpack and (not unpack.eof or unpack.unused_data):
        raise TryAgain(
            "the packed answer ends too early"
            if not unpack.eof
            else "something follows the packed answer"
        )
    return b"".join(parts)


def _announced(headers: Mapping[str, str], where: str, limits: Limits) -> tuple[bool, int | None]:
    """Whether the body is packed, and how many bytes it is said to have. Raises NetworkError where
    it is packed otherwise, or too large."""
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise NetworkError(
            f"{where}: is packed as {coding!r}, which was not asked for", hint="check the address"
        )
    length = headers.get("content-length", "")
    expected = int(length) if length.isdigit() else None
    if expected is not None and expected > limits.max_bytes:
        raise _too_large(where, limits)
    return coding.endswith("gzip"), expected


def late(where: str, limits: Limits) -> NetworkError:
    return NetworkError(f"{where}: not done within {limits.total:g} s", hint="try again later")


def _too_large(where: str, limits: Limits) -> NetworkError:
    return NetworkError(
        f"{where}: more than {limits.max_bytes / 2**20:.3g} MiB",
        hint="this is no list of venues: check the address",
    )
