"""A real HTTP server on loopback that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request, to be answered."""

    protocol_version = "HTTP/1.1"
    server: _Server
    body = b""

    def do_GET(self) -> None:
        """Answer as the site's route says."""
        site = self.server.site
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        site.requests.append((self.path, dict(self.headers)))
        self.close_connection = True
        site.routes.get(self.path, site.otherwise)(self)

    do_OPTIONS = do_PROPFIND = do_REPORT = do_PUT = do_DELETE = do_GET

    def log_message(self, *args: object) -> None:
        """Stay quiet."""

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer; header names have underscores for hyphens."""
        self.server.site.sent.append((self.path, status, len(body)))
        self.send_response(status)
        for name, value in {
            "Content_Length": str(len(body)),
            "Connection": "close",
            **headers,
        }.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what several tests are about."""


@dataclass
class Site:
    """The server: its address, what it answers by path and otherwise, what it was asked and what it
    sent. Answers without end look at ``closing``."""

    url: str
    routes: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[tuple[str, int, int]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    otherwise: Answer = field(default_factory=lambda: missing)

    def serve(self, path: str, source: bytes | Path, *, day: int = 1_787_000_000) -> str:
        """Serve bytes or a file at ``path``, with an ETag and a Last-Modified; its address."""
        self.routes[path] = lambda asked: kept(
            asked, source.read_bytes() if isinstance(source, Path) else source, day
        )
        return self.url + path


def kept(asked: Asked, body: bytes, day: int) -> None:
    """The body, or 304 for those who have it."""
    tag = f'"{sha256(body).hexdigest()[:12]}"'
    headers = {"ETag": tag, "Last_Modified": formatdate(day, usegmt=True)}
    if asked.headers.get("If-None-Match") == tag:
        asked.reply(304, b"", **headers)
    else:
        asked.reply(200, body, **headers)


def missing(asked: Asked) -> None:
    """404."""
    asked.reply(404, b"nothing here")


@contextmanager
def serving() -> Iterator[Site]:
    """A server on a free port of loopback."""
    server = _Server(("127.0.0.1", 0), Asked)
    server.site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
