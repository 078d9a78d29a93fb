"""What a file says of a paper: title and abstract of TeX, of BibTeX, Markdown or plain text. Each
refusal is one line that says what to do."""

from __future__ import annotations

import re
from itertools import islice

from confradar.errors import DataError
from confradar.matching.bibtex import braced, entries

MOST_BYTES = 2 * 2**20
_MOST_PARTS, _MOST_OF_ONE, _MOST_OF_ALL = (
    20,
    20_000,
    100_000,
)  # parts of a text, and the characters of one and of all

_TEX = re.compile(r"\\documentclass|\\begin\s*\{abstract\*?\}|\\\w*title\s*[\[{]")
_BIB = re.compile(r"^[ \t]*@\s*\w+\s*[{(]\s*[^\s,{}]*\s*,", re.MULTILINE)
_BINARY = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a packed file (.gz)",
    b"{\\rtf": "an RTF document",
}
_TITLE = re.compile(r"\\\w*title\*?\s*(?:\[[^\]]{0,300}\]\s*)?(?=\{)")
_IN_BRACES = re.compile(r"\\(?:abstract|keywords)\s*(?=\{)")
_ENVIRONMENT = re.compile(r"\\begin\s*\{(abstract\*?|IEEEkeywords|keywords?)\}")
_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TELLING = re.compile(
    r"^(?:title|subtitle|abstract|summary|description|keywords|"
    r"tags)[ \t]*:(.*(?:\n(?:[ \t-].*)?)*)",
    re.MULTILINE | re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^(?:#+ *)?(?:references|bibliography|works cited) *$.*",
    re.MULTILINE | re.IGNORECASE | re.DOTALL,
)


def text_of(data: bytes, name: str) -> str:
    """The text to match in a file's bytes. Raises DataError for what is no text, is too much, or
    has no word."""
    text = decoded(data, name)
    if _TEX.search(text) or name.lower().endswith(".tex"):
        found = _of_tex(text)
    elif _BIB.search(text):
        found = _of_bibtex(text)
    else:
        found = _of_markdown(text)
    if not any(letter.isalnum() for letter in found):
        raise DataError(f"{name}: there is no text in it: a title or an abstract is needed")
    return found


def decoded(data: bytes, name: str) -> str:
    """The text of a file. Raises DataError for what is no text in UTF-8, or is too much."""
    if data.startswith(b"%PDF"):
        raise DataError(
            f"{name}: this is a PDF: turn it into text first, as by pdftotext FILE.pdf - | "
            "confradar match --file -"
        )
    if what := next((what for head, what in _BINARY.items() if data.startswith(head)), None):
        raise DataError(
            f"{name}: this is {what}: save the title and the abstract as plain text (UTF-8)"
        )
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in data:
        raise DataError(
            f"{name}: this is no text: a title or an abstract in plain text (UTF-8) is needed"
        )
    if len(data) > MOST_BYTES:
        raise DataError(
            f"{name}: this is larger than {MOST_BYTES // 2**20} MiB: give the title and the "
            "abstract alone"
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name}: not UTF-8 (byte {error.start}): convert it first, as by iconv -f latin1 "
            "-t utf-8 FILE | confradar match --file -"
        ) from None


def _of_tex(text: str) -> str:
    """Title, abstract and keywords; the whole text of a part that has none of them."""
    text = re.sub(r"(?<!\\)%[^\n]*", "", text)
    titles, others = (islice(form.finditer(text), _MOST_PARTS) for form in (_TITLE, _IN_BRACES))
    found = [braced(text, match.end())[0] for match in (*titles, *others)]
    for match in islice(_ENVIRONMENT.finditer(text), _MOST_PARTS):
        end = text.find(f"\\end{{{match[1]}}}", match.end())
        found.append(text[match.end() : end if end >= 0 else None])
    return "\n".join(_plain_tex(part[:_MOST_OF_ONE]) + "." for part in found or [text])


def _of_bibtex(text: str) -> str:
    """Titles, abstracts and keywords of the entries."""
    found: list[str] = []
    room = _MOST_OF_ALL
    for one in entries(text):
        parts = [
            _plain_tex(one[key][:_MOST_OF_ONE]) + "."
            for key in ("title", "abstract", "keywords")
            if key in one
        ]
        room -= sum(map(len, parts)) + 1
        if room < 0:
            break
        found += parts
    return "\n".join(found)


def _plain_tex(text: str) -> str:
    """The words of TeX, without commands, formulas and what commands refer to."""
    text = re.sub(
        r"\$\$[^$]*\$\$|(?<!\\)\$[^$]*\$|\\\(.{0,2000}?\\\)|\\\[.{0,2000}?\\\]",
        " ",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(
        r"\\(?:[cC]ite\w*|[a-z]*ref|label|url|href|input|include\w*|thanks|"
        r"footnote\w*)\*?\s*(?:\[[^\]]{0,300}\]\s*){0,2}\{[^{}]*\}",
        " ",
        text,
    )
    text = re.sub(
        r"\\['`^\"~=.]\s*\{?\\?([A-Za-z])\}?|\\[uvHcdbkr]\s*\{([A-Za-z])\}", r"\1\2", text
    )
    text = re.sub(
        r"\\(?:begin|end)\s*\{[^{}]*\}|\\[a-zA-Z]+\*?(?:\[[^\]]{0,300}\])?(?![a-zA-Z]*\s*\{)",
        " ",
        text,
    )
    text = re.sub(r"\\[a-zA-Z]+\*?\s*(?:\[[^\]]{0,300}\])?(?=\s*\{)|[{}]", "", text)
    return re.sub(r"\\.|~", " ", text)


def _of_markdown(text: str) -> str:
    """The words of Markdown, or of plain text: of its front matter only what tells of the paper; no
    addresses, code, tags and references."""
    if matter := _MATTER.match(text):
        told = (
            found[1] + "."
            for found in islice(_TELLING.finditer(matter[1][:_MOST_OF_ONE]), _MOST_PARTS)
        )
        text = "\n".join([*told, text[matter.end() :]])
    text = text[:_MOST_OF_ALL]
    text = re.sub(r"^(```|~~~).*?^\1[ \t]*$", " ", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"<!--.{0,300}?-->|</?[a-zA-Z][^<>]*>", " ", text, flags=re.DOTALL)
    text = re.sub(r"\]\([^()\s]*(?:\s[^()]*)?\)", "] ", text)
    text = re.sub(r"\b(?:https?|ftp)://\S+|(?<!\S)[^\s@]+@[^\s@]+\.\w+", " ", text)
    return _REFERENCES.sub("", text)
