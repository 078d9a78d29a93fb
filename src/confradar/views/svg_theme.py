"""The colours of the timeline's picture, light and dark, and its style sheets."""

from __future__ import annotations

from collections.abc import Mapping

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
# Each text colour has a contrast of 4.5:1 and more to both backgrounds of its theme; a test works
# it out.
LIGHT = {
    "ground": "#ffffff",
    "stripe": "#f6f8fa",
    "text": "#1f2933",
    "muted": "#52606d",
    "grid": "#e1e7ec",
    "today": "#b42318",
    "paper": "#1d4ed8",
    "submission": "#a9c7fb",
    "review": "#9aa8b6",
    "rebuttal": "#b79af0",
    "notification": "#b45309",
    "camera_ready": "#0f766e",
    "event": "#2f855a",
}
DARK = {
    "ground": "#15191e",
    "stripe": "#1b2128",
    "text": "#e6eaee",
    "muted": "#a9b4bf",
    "grid": "#2c343c",
    "today": "#ff8a7a",
    "paper": "#82aaff",
    "submission": "#33507f",
    "review": "#66737f",
    "rebuttal": "#8f76c9",
    "notification": "#f0a35c",
    "camera_ready": "#4fc4b7",
    "event": "#63b58a",
}
# What may be estimated, and is hollow then, with a band where it may fall.
_HOLLOW = ("paper", "notification", "camera_ready", "event", "submission", "rebuttal")
_LINES = ("grid", "today", "review")


def style_sheet() -> str:
    """The style sheet of the picture, in the reader's light or dark setting."""
    return f"{_rules(LIGHT)}@media (prefers-color-scheme: dark) {{\n{_rules(DARK)}}}\n"


def _rules(colours: Mapping[str, str]) -> str:
    """The rules of a theme. Of everything with a colour there is a filled and a hollow (estimated)
    form."""
    rules = [f".{name}{{fill:{colour}}}" for name, colour in colours.items()]
    for name in _HOLLOW:
        hollow = f".{name}.est{{fill:{colours['ground']};stroke:{colours[name]}}}"
        rules.append(f"{hollow} .{name}.range{{fill:{colours[name]};fill-opacity:.22}}")
    rules.append("".join(f".{name}-line{{stroke:{colours[name]}}}" for name in _LINES))
    return "".join(f"{rule}\n" for rule in rules)


_PAGE = (
    "body{margin:0 auto;padding:1rem;max-width:WIDTHpx;font:15px/1.5 FONT;"
    "background:GROUND;color:TEXT}",
    "svg{display:block;width:100%;min-width:760px;max-width:WIDTHpx;height:auto}",
    "figure{margin:0;overflow-x:auto}",
    "summary{cursor:pointer;margin:1rem 0}",
    "table{border-collapse:collapse}",
    "caption{text-align:left;color:MUTED}",
    "th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid GRID}",
)


def page_style_sheet(width: int) -> str:
    """The style sheet of the web page around a picture of so many pixels."""
    given = {"WIDTH": str(width), "FONT": FONT} | {
        name.upper(): colour for name, colour in LIGHT.items()
    }
    rules = "".join(f"{rule}\n" for rule in ("", *_PAGE))
    for name in ("WIDTH", "FONT", "GROUND", "TEXT", "MUTED", "GRID"):
        rules = rules.replace(name, given[name])
    dark = f"@media (prefers-color-scheme: dark){{{_page_colours(DARK)}}}\n"
    return f"{rules}{_page_colours(LIGHT)}\n{dark}"


def _page_colours(colours: Mapping[str, str]) -> str:
    return (
        f"body{{background:{colours['ground']};color:{colours['text']}}}"
        f"caption{{color:{colours['muted']}}}th,td{{border-color:{colours['grid']}}}"
    )
