"""The timeline as a web page: its picture, and everything in it as a table for those who cannot see
it. Self-contained, no script, the same bytes for the same data and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from confradar.views.svg import WIDTH, Frame, bar_title, escape, headline, picture
from confradar.views.svg_theme import page_style_sheet
from confradar.views.text import unapplied

if TYPE_CHECKING:
    from confradar.queries.timeline import Bar, Edition
    from confradar.views.words import Words

_HEAD = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
"""
_COLUMNS = ("edition", "what", "from", "to", "certainty")


def page(editions: Sequence[Edition], frame: Frame) -> str:
    """The web page."""
    say, title = frame.say, escape(headline(frame))
    heads = "".join(f'<th scope="col">{say(f"picture.{name}")}</th>' for name in _COLUMNS)
    head = _HEAD.replace("{lang}", say.language)
    as_of = say("picture.as_of", day=frame.today)
    rows = "".join(
        _row(edition, bar, say)
        for edition in editions
        for bar in sorted(edition.bars, key=lambda bar: (bar.first, bar.last))
        if frame.has(bar)
    )
    return (
        f"{head}<title>{title}</title>\n<style>{page_style_sheet(WIDTH)}</style>\n</head>\n"
        f"<body>\n<main>\n<figure>\n{picture(editions, frame)}</figure>\n"
        f"<details>\n<summary>{say('picture.table')}</summary>\n<table>\n"
        f"<caption>{title}{as_of}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        "</details>\n</main>\n</body>\n</html>\n"
    )


def _row(edition: Edition, bar: Bar, say: Words) -> str:
    name = f"{escape(edition.acronym)} {edition.year}{unapplied(edition.unapplied, say)}"
    certainty = say(f"certainty.{bar.certainty}")
    if bar.certainty == "estimated":
        certainty += say("picture.reach", low=bar.low, high=bar.high)
    cells = (name, bar_title(bar, say), bar.first, bar.last, certainty)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
