"""Bytes of a page -> its title and blocks, by what it is: HTML, Markdown or plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from confradar.errors import DataError
from confradar.formats.calls.blocks import Block, Text, plain
from confradar.formats.calls.bounds import check_marks, check_text
from confradar.formats.calls.datafile import blocks_of_data
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.decoding import decode
from confradar.formats.calls.html import blocks_of_html
from confradar.formats.calls.markdown_file import front_matter, html_of_markdown
from confradar.formats.calls.plain import blocks_of_text, listed
from confradar.formats.calls.structured import event_of
from confradar.formats.calls.subject import Page
from confradar.formats.calls.unrendered import objects_in, with_components
from confradar.formats.calls.values import strip_values
from confradar.formats.calls.years import names_in
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label

_TITLE = lazy(r"<title[^>]*>(.{0,400}?)</title", re.IGNORECASE | re.DOTALL)
_FRONT_TITLE = lazy(r"^(?:title|name|conference)\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_CANONICAL = lazy(
    r"""<link[^>]{0,300}?rel=["']canonical["'][^>]{0,300}?"""
    r"""href=["'](?P<first>https?://[^"'\s<>]{1,500})["']|"""
    r"""<meta[^>]{0,300}?property=["']og:url["'][^>]{0,300}?"""
    r"""content=["'](?P<second>https?://[^"'\s<>]{1,500})["']""",
    re.IGNORECASE,
)
_ADDRESS = lazy(r"https?://[^\s<>\"'`\\()\[\]{}*|]{4,500}")
_LOCAL = lazy(r"//(?:localhost|127\.|0\.0\.|192\.168\.|10\.)")
_SERVICE = lazy(
    r"//(?:[\w-]+\.)*(?:easychair|openreview|softconf|hotcrp|edas|springer|acm\.org/publications|"
    r"ieee\.org|overleaf|google|goo|zoom|twitter|x|"
    r"facebook|linkedin|youtube|slack|discord|doi|arxiv|wikipedia|time|timeanddate|cmt3?|microsoft|"
    r"forms|github|ceur-ws|latex-project|"
    r"aclrollingreview|mailchi|listserv|googlegroups|w3)\b",
    re.IGNORECASE,
)
_TEMPLATE = lazy(r"\{\{.+?\}\}|\{%.+?%\}|<%.+?%>|\$\{[\w.]+\}")
_HEAD_LINES = 15
_WITH = lazy(
    r"\b(?:co-?located|collocated|conjunction|together|part of|affiliated|hosted|held|satellite|"
    r"alongside|within|previous|past|since|at|of the)\b|"
    r"\d (?:workshops?|tutorials?|shared tasks?|satellite)\b",
    re.IGNORECASE,
)
# An edition's name as the title of a line: ``NOTH 2027 : Nothing Task at FOO 2027``.
_HEADED = lazy(r"\W*[\w+&/@-]+[ '’-]{0,2}(?:20)?\d\d\s*:\s")
_SERIES = lazy(r"\b(?:workshop|conference|symposium|congress|school|forum)\b", re.IGNORECASE)
# Keys of front matter that are about the page and not about the conference.
_OF_PAGE = {
    "date",
    "updated",
    "last_modified_at",
    "lastmod",
    "published",
    "modified",
    "publishdate",
    "created",
}
_TAGS = lazy(r"<(?:p|div|li|br|td|h[1-6]|span|ul|table|a|strong|html)\b[^>]*>", re.IGNORECASE)


def page_of(data: bytes, form: str, charset: str | None = None) -> Page:
    """The page in `data`; `form` is `html`, `md` or `txt`. Raises DataError for one that is longer
    than any call."""
    text = decode(data, charset)
    if form != "html":
        check_text(text)
    template = len(_TEMPLATE.findall(text)) > 1
    if form == "html":
        front = front_matter(text)
        found = _TITLE.search(text) or _FRONT_TITLE.search(front)
        title = " ".join(plain(html.unescape(found[1])).split()) if found else ""
        blocks = blocks_of_html(with_components(text[len(front) :]))
        if not _dates_in(blocks):
            blocks += [Block("line", (Text(line),)) for line in objects_in(text)]
        return Page(
            title,
            (*blocks, *event_of(text)),
            _own_address(text),
            _links(text),
            template,
        )
    if form == "md":
        check_marks(text)
        front = front_matter(text)
        found = _FRONT_TITLE.search(front)
        blocks = blocks_of_html(html_of_markdown(text))
        told = _of_front(front) if find_days(front) else []
        if _dates_in(told) > _dates_in(blocks):
            blocks += told
        return Page(found[1] if found else "", tuple(blocks), "", _links(text), template)
    return Page(_title_of(text), tuple(blocks_of_text(text)), "", _links(text), template)


def _dates_in(blocks: Sequence[Block]) -> int:
    return sum(len(find_days(block.text.text)) for block in blocks)


def _title_of(text: str) -> str:
    """The title of plain text: its first line, and where that names no edition, the line of its
    head that does (what it is held with is another's)."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    first = next(iter(lines), "").removeprefix("Subject:").strip()
    if listed(first) or (find_days(first) and read_label(strip_values(first)).said):
        first = ""
    if names_in(first):
        return first[:200]
    own = (
        line
        for line in lines
        if len(line) <= 150 and (_HEADED.match(line) or not _WITH.search(line))
    )
    named = next((line for line in own if _names_itself(line)), "")
    return f"{first[:200]} {named}".strip()


def _names_itself(line: str) -> bool:
    """Whether a line begins with an edition's name, or has it in brackets: ``NOTH 2027: 5th
    Workshop``, ``Workshop on Nothing (NOTH'27)``."""
    found = names_in(line)
    if not found or (len(found) > 1 and not _HEADED.match(line)):
        return False
    bare = line.lstrip(" *#=-_|>[(\"'")
    return bare.startswith(found[0].name) or bool(
        _SERIES.search(line) and f"({found[0].name}" in line
    )


def _of_front(front: str) -> list[Block]:
    """The dates of a page's front matter, which its template would have shown."""
    import tomllib

    from confradar import yamlfile

    body = front.strip().strip("-+").strip()
    try:
        loaded = (
            tomllib.loads(body)
            if front.lstrip().startswith("+")
            else yamlfile.load(body, "front matter")
        )
    except (DataError, tomllib.TOMLDecodeError):
        return []
    return (
        blocks_of_data({key: value for key, value in loaded.items() if key not in _OF_PAGE})
        if isinstance(loaded, dict)
        else []
    )


def _own_address(text: str) -> str:
    """The address that a page gives for itself."""
    found = _CANONICAL.search(text)
    address = html.unescape(found["first"] or found["second"]) if found else ""
    return "" if _LOCAL.search(address) else address


def _links(text: str) -> tuple[str, ...]:
    """The addresses that a text names, but for those of services that all calls name."""
    found = (link.rstrip(".,;:") for link in _ADDRESS.findall(text))
    return tuple(link for link in found if not _SERVICE.search(link) and not _LOCAL.search(link))[
        :200
    ]


def guess_form(data: bytes) -> str:
    """What a page without a name is: `html` where it has tags, `md` where it has front matter or
    Markdown's headings, else `txt`."""
    head = data[:20000].decode("utf-8", "replace")
    if len(_TAGS.findall(head)) >= 3 and re.match(r"\s*(?:<|\ufeff)", head):
        return "html"
    if (
        front_matter(head)
        or re.search(r"^#{1,4} \S", head, re.MULTILINE)
        or re.search(r"\[[^\]]+\]\(http", head)
    ):
        return "md"
    return "html" if len(_TAGS.findall(head)) >= 10 else "txt"
