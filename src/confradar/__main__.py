"""`python -m confradar` and the `confradar` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from confradar.cli.boundary import Boundary, prepare_streams

    with Boundary():
        prepare_streams()
        from confradar.cli.app import app

        app()


if __name__ == "__main__":
    main()
