"""A preview of a published site on this machine alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from confradar.errors import StateError

TYPES = {
    ".atom": "application/atom+xml",
    ".ics": "text/calendar; charset=utf-8",
    ".yaml": "text/yaml; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012 # the library's

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


def serve(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve a folder on loopback until interrupted; ``ready`` is told the address. ``port`` 0 is
    any that is free. Raises StateError for one that is taken."""
    handler = partial(_Handler, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise StateError(
            f"port {port} cannot be used: {error.strerror}", hint="choose another: --port 0"
        ) from None
    with server:
        ready(f"http://127.0.0.1:{server.server_address[1]}/")
        server.serve_forever()
