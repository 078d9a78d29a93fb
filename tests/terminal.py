"""Running the program as a user does: in a pseudo-terminal of a given size, or piped."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from fcntl import ioctl

from support import PROGRAM


def on_terminal(
    arguments: Sequence[str],
    *,
    columns: int,
    lines: int = 50,
    environ: Mapping[str, str],
    program: Sequence[str] = PROGRAM,
    typed: str = "",
) -> str:
    """What the program shows on a terminal (stdout and stderr together), lines ended by a line
    feed; ``typed`` is what the reader types."""
    leader, follower = pty.openpty()
    ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=dict(environ),
        close_fds=True,
    )
    os.close(follower)
    os.write(leader, typed.encode())
    chunks = []
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    process.wait(timeout=60)
    os.close(leader)
    return b"".join(chunks).decode().replace("\r\n", "\n")


def piped(*arguments: str, now: str = "2026-11-21T00:00Z") -> subprocess.CompletedProcess[bytes]:
    """A run of the program with its output in a pipe, as bytes, at a fixed clock."""
    environ = {**os.environ, "CONFRADAR_NOW": now}
    return subprocess.run(
        [*PROGRAM, *arguments], env=environ, capture_output=True, check=False, timeout=120
    )


def said(*arguments: str, now: str = "2026-11-21T00:00Z") -> subprocess.CompletedProcess[str]:
    """The same, its output as text."""
    done = piped(*arguments, now=now)
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )
