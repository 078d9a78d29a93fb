"""`python -m confradar` and the `confradar` command."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line."""
    # An interrupt ends the program at once and quietly, also while it is being loaded; a command
    # puts its things in order first.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    # Start-up makes tens of thousands of objects and hardly any garbage: to look through them every
    # 700, the default, and twice more when the process ends, took a fifth of it.
    gc.set_threshold(200_000)
    try:
        _main()
    finally:
        gc.freeze()


def _main() -> None:
    from confradar.cli.boundary import Boundary, prepare_streams

    with Boundary(loading=True):
        prepare_streams()
        from confradar.cli.app import app

        if "_CONFRADAR_COMPLETE" in os.environ:
            _prepare_completion()
        if {"--install-completion", "--show-completion"} & set(sys.argv):
            from confradar.cli.completion_scripts import prepare

            prepare()
        app()


def _prepare_completion() -> None:
    """The help that zsh, fish and PowerShell show beside a name is in the reader's language. Typer
    would import Rich to take markup out of it; ours has none."""
    from contextlib import suppress

    from typer import _completion_classes

    from confradar.cli.language import choose
    from confradar.errors import UsageError

    with suppress(UsageError):  # a completion tells no errors
        choose((), os.environ)
    if hasattr(_completion_classes, "_sanitize_help_text"):
        _completion_classes._sanitize_help_text = lambda text: text


if __name__ == "__main__":
    main()
