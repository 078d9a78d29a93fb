"""The timeline as a web page: its picture, and everything in it as a table for those who cannot see
it. Self-contained, no script, the same bytes for the same data and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from confradar.views.svg import WIDTH, Frame, bar_title, escape, picture
from confradar.views.svg_theme import page_style_sheet
from confradar.views.text import unapplied

if TYPE_CHECKING:
    from confradar.queries.timeline import Bar, Edition

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
"""
_COLUMNS = ("Edition", "What", "From", "To", "Certainty")


def page(editions: Sequence[Edition], frame: Frame) -> str:
    """The web page."""
    title = f"{escape(frame.title)}, {frame.period}"
    heads = "".join(f'<th scope="col">{column}</th>' for column in _COLUMNS)
    rows = "".join(
        _row(edition, bar)
        for edition in editions
        for bar in sorted(edition.bars, key=lambda bar: (bar.first, bar.last))
        if frame.has(bar)
    )
    return (
        f"{_HEAD}<title>{title}</title>\n<style>{page_style_sheet(WIDTH)}</style>\n</head>\n"
        f"<body>\n<main>\n<figure>\n{picture(editions, frame)}</figure>\n"
        "<details>\n<summary>The same as a table</summary>\n<table>\n"
        f"<caption>{title}, as of {frame.today}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        "</details>\n</main>\n</body>\n</html>\n"
    )


def _row(edition: Edition, bar: Bar) -> str:
    name = f"{escape(edition.acronym)} {edition.year}{unapplied(edition.unapplied)}"
    reach = f", {bar.low} to {bar.high}" if bar.certainty == "estimated" else ""
    cells = (name, bar_title(bar), bar.first, bar.last, f"{bar.certainty}{reach}")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
