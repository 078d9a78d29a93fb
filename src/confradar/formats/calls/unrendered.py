"""What a page's source says in pieces that nobody rendered: includes of templates, short codes,
components and the objects of a script. Each that has a date is a line: its label and its date."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from confradar.formats.calls.dates import find_days
from confradar.formats.lazy_pattern import lazy

# ``{% include deadline.html label="20 May 2027" %}``, ``{{< event date="2027-05-20" >}}``.
_PIECE = lazy(r"\{(?:%\s*(?:include\w*|render)\b|\{[<%])(?P<given>[^{}]{0,1000}?)[>%]\}\}?")
# ``{{ "2027-05-20" | date: "%B %d" }}``.
_FILTERED = lazy(r"\{\{-?\s*(?:\"(?P<one>[^\"\n]*)\"|'(?P<two>[^'\n]*)')\s*\|[^{}\n]*\}\}")
# ``<DateRow label="Paper" date="20 May 2027" />``, ``<Day label="Paper">20 May 2027</Day>``.
_COMPONENT = lazy(
    r"<(?P<name>[A-Z]+[a-z]\w*|[a-z]+-[\w-]+)(?P<given>(?:\s+[\w:.-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|"
    r"\{[^{}<>]*\}))+)\s*(?:/>|>(?P<inside>[^<>]{0,200})</(?P=name)>)"
)
# ``{title: "Paper", date: "20 May 2027"}``.
_OBJECT = lazy(r"\{[^{}]{10,600}\}")
_PAIR = lazy(
    r"[\"']?(?P<key>[A-Za-z_][\w-]*)[\"']?\s*[:=]\s*\{?\s*"
    r"(?:\"(?P<one>[^\"\n]*)\"|'(?P<two>[^'\n]*)'|`(?P<three>[^`\n]*)`)"
)
_BARE = lazy(r"\"(?P<one>[^\"\n]*)\"|'(?P<two>[^'\n]*)'")
_LABEL = lazy(
    r"label|title|name|event|what|text|item|heading|desc\w*|activity|milestone|task|type|content",
    re.IGNORECASE,
)
# Elements of HTML, which old pages write with a capital.
_HTML = frozenset(
    "abbr body button details div font form img input label link meta option section select span "
    "strong summary table textarea time".split()
)
_FIRST = lazy(r"start\w*|from|begin\w*", re.IGNORECASE)
_LAST = lazy(r"end\w*|to|until|till", re.IGNORECASE)


def rendered(text: str) -> str:
    """A text with the lines that such pieces stand for; a date without a label stays where it
    is."""
    if "{" in text:
        text = _FILTERED.sub(_literal, text)
        text = _PIECE.sub(lambda piece: _shown(_pairs(piece["given"])) or piece[0], text)
        text = _OBJECT.sub(lambda found: _shown(_pairs(found[0]), alone=False) or found[0], text)
    return with_components(text)


def with_components(text: str) -> str:
    """A text with the lines that components with labels stand for."""
    return _COMPONENT.sub(_component, text)


def objects_in(text: str) -> Iterator[str]:
    """The lines that the objects of a text's scripts stand for."""
    for found in _OBJECT.finditer(text):
        if line := _line(_pairs(found[0])):
            yield line


def _literal(found: re.Match[str]) -> str:
    literal = found["one"] or found["two"] or ""
    return f" {literal} " if find_days(literal) else found[0]


def _component(found: re.Match[str]) -> str:
    if found["name"].lower() in _HTML:
        return found[0]
    pairs = _pairs(found["given"])
    inside = (found["inside"] or "").strip()
    if inside:
        pairs.append(("date" if find_days(inside) else "label", inside))
    return _shown(pairs, alone=False) or found[0]


def _pairs(text: str) -> list[tuple[str, str]]:
    """The names and texts that a piece is given; the name is empty of a text without one."""
    named = [
        (pair["key"], pair["one"] or pair["two"] or pair["three"] or "")
        for pair in _PAIR.finditer(text)
    ]
    return named or [("", bare["one"] or bare["two"] or "") for bare in _BARE.finditer(text)]


def _shown(pairs: list[tuple[str, str]], *, alone: bool = True) -> str:
    """What a piece shows: a line of its own where it has a label, else (`alone`) its date where it
    stands; empty where it has no date."""
    line = _line(pairs)
    if line:
        return f"\n\n<p>{html.escape(html.unescape(line))}</p>\n\n"
    day = _date(pairs) if alone else ""
    return f" {day} " if day else ""


def _line(pairs: Iterable[tuple[str, str]]) -> str:
    pairs = list(pairs)
    day = _date(pairs)
    label = next(
        (text for key, text in pairs if _LABEL.fullmatch(key) and text and not _dated(text)), ""
    )
    return f"{label}: {day}" if day and label else ""


def _date(pairs: Iterable[tuple[str, str]]) -> str:
    """The date that a piece is given: the longest, or the first and the last of days that go on."""
    dated = [(key, text) for key, text in pairs if _dated(text)]
    first = next((text for key, text in dated if _FIRST.fullmatch(key)), "")
    last = next((text for key, text in dated if _LAST.fullmatch(key)), "")
    if first and last:
        return f"{first} – {last}"
    return max((text for _, text in dated), key=len, default="")


def _dated(text: str) -> bool:
    return bool(find_days(html.unescape(text)))
