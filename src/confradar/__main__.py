"""`python -m confradar` and the `confradar` command."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # Start-up makes tens of thousands of objects and hardly any garbage: to look through them every 700, the default, and
    # twice more when the process ends, took a fifth of it.
    gc.set_threshold(50_000)
    try:
        _main()
    finally:
        gc.freeze()


def _main() -> None:
    from confradar.cli.boundary import Boundary, prepare_streams

    with Boundary():
        prepare_streams()
        from confradar.cli.app import app

        app()


if __name__ == "__main__":
    main()
