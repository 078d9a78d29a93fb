"""Plain text -> blocks: wrapped lines are put together, rows of pipes, tabs or wide gaps told,
headings by how they look."""

from __future__ import annotations

import re

from confradar.formats.calls.blocks import Block, Text, text_of
from confradar.formats.calls.dates import divided, find_days
from confradar.formats.calls.table_rows import LINE_LEVEL
from confradar.formats.lazy_pattern import lazy

# A bullet that has no letter of its own comes out of a PDF as ``(cid:0)``.
_BULLET = lazy(r"[ \t]*(?:\(cid:\d+\)|[-*•·◦▪–○●>»]+|\(?\d{1,2}[.)]|o(?=\s))[ \t]+")
_FOOTNOTE = lazy(r"\(?[*†‡§]+\)?\s?\w")
_UNDERLINE = lazy(r"[ \t]*([=\-~*_#^+])\1{3,}[ \t]*")
_STRUCK = lazy(r"~~(.+?)~~")
# Other marks of the same, around a date: ``~May 3~``; ``--May 3--`` with another one behind it.
_STRUCK_DATE = lazy(
    r"(?<![~\w])~(?P<once>(?=[^~\n]*\d)\w[^~\n]{2,38}\w)~(?![~\w])|"
    r"(?<![-\w])--(?P<dashed>(?=[^-\n]*\d)\w[^-\n]{2,38}\w)--(?=,?\s+\w[^-\n]*\d)"
)
_EMPHASIS = lazy(r"(?<![\w*])(?:\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)(?:\*{1,3}|_{2,3})(?![\w*])")
# A command of LaTeX and what it sets: ``\\textbf{Paper}``.
_COMMAND = lazy(r"\\[a-z]{2,12}\*?\{([^{}\n]*)\}")
# Of Markdown, and of reStructuredText: ```text <address>`__``.
_LINK = lazy(r"\[(?P<text>[^\]\n]+)\]\([^)\n]*\)|`(?P<words>[^`<\n]+)<[^`<>\n]*>`_{1,2}")
_HASHES = lazy(r"[ \t]*(#{1,6})[ \t]+(.*?)[ \t#]*")
_GAPS = lazy(r"\t+|[ ]{3,}|\s\|\s|(?<=\w)[ .]*\.{4,}[ .]*(?=\w)")
# How a line begins that dates something by no day: ``Mid-January: travel awards``.
_ABOUT = lazy(
    r"(?:early|mid|late|(?:the )?(?:beginning|middle|end) of|TBA|TBD|TBC)\b[\s–-]*(?:[A-Z]\w|:)",
    re.IGNORECASE,
)
# A date and its label that were cells beside each other: ``May 22, 2020Session proposals``.
_RUN_IN = lazy(
    r"(?<=\b20\d\d)(?=[A-Z][A-Za-z]{2})|(?<=[a-z]{3})(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]*\.? \d)"
)
_DATES_RUN_IN = lazy(r"(?<=\d)(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)")
_BREAKS_OFF = lazy(
    r"(?:,|\b(?:on|by|until|to|the|of|and|is|are|for|from|in|at|a|an|with|via|through|or|our|your|"
    r"their|its|this))$"
)
_WRAPPED = 55
_HEADING_LENGTH = 70


def blocks_of_text(text: str) -> list[Block]:
    """The blocks of a text. Lines in `~~` are struck through."""
    found: list[Block] = []
    for place, group in enumerate(re.split(r"\n[ \t]*(?=\n)", text)):
        lines = [_parted(line) for line in group.split("\n") if line.strip()]
        for line, underlined in _whole(lines):
            block = _block(line, underlined, path=(place, len(found)))
            if block is not None:
                found.append(block)
    return found


def _parted(line: str) -> str:
    """A line with dates that run into each other, or one that runs into its label, put apart; with
    more of these nobody knows which words are of which."""
    line = _DATES_RUN_IN.sub(" ", line)
    apart, seams = _RUN_IN.subn(" ", line)
    return apart if seams == 1 and len(find_days(apart)) == 1 else line


def listed(line: str) -> bool:
    """Whether a line is an item of a list of dates."""
    return bool(_BULLET.match(line) and find_days(line))


def join_wrapped(lines: list[str]) -> list[str]:
    """Lines with those that go on in the next put together. A line goes on where it is long and the
    next neither begins with a capital behind a full stop, a mark of a list or a date, nor says a
    label."""
    found: list[str] = []
    before = ""
    for line in lines:
        if found and _goes_on(before, line):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
        before = line
    return found


def _apart(before: str, line: str) -> bool:
    """Whether a line is an item, a rule or a note, or what is before it a rule, a heading or a
    row."""
    return bool(
        _BULLET.match(line)
        or _FOOTNOTE.match(line.strip())
        or _UNDERLINE.fullmatch(line)
        or _UNDERLINE.fullmatch(before)
        or _HASHES.fullmatch(before)
        or before.rstrip().endswith("|")
    )


def unfinished(before: str, line: str) -> bool:
    """Whether a line breaks off so that it goes on in the next: behind a word like `via`, in
    brackets, or in a date."""
    return bool(
        divided(before, line)
        or (_BREAKS_OFF.search(before.rstrip()) and len(before.strip()) > _WRAPPED // 2)
        or (before.count("(") > before.count(")") and ")" in line)
    )


def _goes_on(before: str, line: str) -> bool:
    bare = line.strip()
    if _apart(before, line):
        return False
    if unfinished(before, bare):
        return True
    if find_days(before) and (_ABOUT.match(bare) and bare[0].isupper()):
        return False
    if re.match(r"[\w &/()'-]{3,60}:", bare) and not bare[0].islower():
        return False
    if before.rstrip().endswith("\\"):
        return False
    days = find_days(bare[:60])
    if days and days[0].start <= 5 and find_days(before):
        return False
    named = re.match(r"[A-Z][\w ]{2,40}?[\s:–-]+", bare)
    if named and days and days[0].start <= 30:
        return False
    if bare[:1].islower() and len(before.strip()) > _WRAPPED // 2:
        return True
    if len(before.strip()) < _WRAPPED:
        return bool(
            re.search(r"[,–-]$|\b(?:on|by|until|to|the|of|and|is|for)$", before.strip())
        ) and bool(bare[:1].isalnum())
    return not (
        before.rstrip().endswith((".", ":", "!", "?")) and len(before.strip()) < _WRAPPED + 10
    ) and not (find_days(before) and find_days(line))


def _whole(lines: list[str]) -> list[tuple[str, bool]]:
    """The lines, each with whether it is underlined."""
    found: list[tuple[str, bool]] = []
    for line in join_wrapped(lines):
        if _UNDERLINE.fullmatch(line):
            if found:
                found[-1] = (found[-1][0], True)
        else:
            found.append((line, False))
    return found


def _block(line: str, underlined: bool, *, path: tuple[int, ...]) -> Block | None:
    hashes = _HASHES.fullmatch(line)
    bulleted = _BULLET.match(line)
    bare = hashes[2] if hashes else line[bulleted.end() :] if bulleted else line
    cells = [marked_text(cell) for cell in _GAPS.split(bare.strip(" |\t")) if cell.strip(" |")]
    cells = [cell for cell in cells if cell.text]
    if not cells:
        return None
    whole = marked_text(bare.strip(" |\t"))
    if len(cells) in {2, 3, 4} and any(find_days(cell.text) for cell in cells):
        return Block("row", tuple(cells), path=path)
    dated = bool(find_days(whole.text))
    short = len(whole.text) <= _HEADING_LENGTH and not dated
    marked = bool(re.fullmatch(r"\s*(?:\*\*|__).+(?:\*\*|__):?\s*", bare))
    if short and (
        hashes
        or underlined
        or marked
        or whole.text.endswith(":")
        or (whole.text.isupper() and not bulleted)
    ):
        level = (
            len(hashes[1])
            if hashes
            else 6
            if underlined
            else 7
            if whole.text.isupper() or marked
            else LINE_LEVEL
        )
        return Block("heading", (whole,), level, path=path)
    return Block("line", (whole,), path=path)


def with_strikes(text: str) -> str:
    """A text whose dates that are struck through are all marked in the same way, with ``~~``."""
    return _STRUCK_DATE.sub(lambda found: f"~~{found['once'] or found['dashed']}~~", text)


def marked_text(line: str) -> Text:
    """A line's text without the marks of Markdown and LaTeX, with what is struck through in it."""
    line = with_strikes(_LINK.sub(lambda found: (found["text"] or found["words"]).strip(), line))
    runs: list[tuple[str, bool]] = []
    for number, piece in enumerate(_STRUCK.split(line)):
        runs.append(
            (_EMPHASIS.sub(r"\1", _COMMAND.sub(r"\1", piece)).replace("**", ""), number % 2 == 1)
        )
    return text_of(runs)
