"""Fetches that go on side by side, and that nobody waits for longer than is given."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from confradar.errors import NetworkError

# What a fetch that keeps its own time may take longer, in seconds, to say how it failed.
GRACE = 2.0


def side_by_side(works: Iterable[Callable[[], None]], until: float) -> None:
    """Do each work in a thread of its own. Returns when all are done, or at ``until`` by the
    monotonic clock: what is not done then is left alone."""
    # Daemons: an interrupt ends the program at once, whatever a server is doing.
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


def unexpected(error: Exception, where: str = "") -> NetworkError:
    """What nobody thought of, as the failure of one fetch (of ``where``): a thread's own error
    would be lost."""
    words = " ".join(str(error).split())
    named = filter(None, [where, type(error).__name__, words])
    return NetworkError(": ".join(named), hint="please report this")
