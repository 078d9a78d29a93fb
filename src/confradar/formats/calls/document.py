"""Bytes of any form -> calls, or one line that says why they are not read: the way in for files,
pages and mails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from confradar.errors import DataError
from confradar.formats.calls import mail, openreview
from confradar.formats.calls.bounds import BYTES
from confradar.formats.calls.calendar_file import blocks_of_calendar
from confradar.formats.calls.datafile import blocks_of_data
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.decoding import decode, is_wide
from confradar.formats.calls.page_blocks import guess_form, page_of
from confradar.formats.calls.page_points import Call, read_page
from confradar.formats.calls.subject import Page
from confradar.formats.lazy_pattern import lazy

FORMS = ("html", "md", "txt", "eml", "ics", "json", "yaml")
_SUFFIXES = {
    **{f".{form}": form for form in FORMS},
    ".htm": "html",
    ".xhtml": "html",
    ".markdown": "md",
    ".mdx": "md",
    ".text": "txt",
    ".rst": "txt",
    ".mbox": "eml",
    ".mbx": "eml",
    ".yml": "yaml",
}
_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "md",
    "text/calendar": "ics",
    "application/json": "json",
    "application/yaml": "yaml",
    "message/rfc822": "eml",
    "application/mbox": "eml",
}
_CHARSET = lazy(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_SIGNS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture"),
    (b"PK\x03\x04", "a packed or an office file"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an office file (RTF)"),
)
_GLUED = lazy(
    r"(?:19|20)\d\d[A-Z][a-z]{3,}|[a-z]{3,}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)[a-z]*\.? ?\d"
)


@dataclass(frozen=True)
class Found:
    """A call with where it stood: the file or address, for a mailbox with the mail's subject; or
    why nothing was read there and what to do."""

    where: str
    call: Call | None
    refused: str = ""
    hint: str | None = None


def read_document(
    data: bytes,
    name: str,
    *,
    form: str | None = None,
    year: int | None = None,
    venue: str = "",
    media: str = "",
) -> list[Found]:
    """The calls in `data`: one, or those of each mail of a mailbox. `name` is the file or address,
    `form` one of `FORMS` where given, `media` the Content-Type of a server. Raises DataError, in
    one line, where nothing can be read; of several mails those are told with the rest.
    """
    said = _CHARSET.search(media)
    charset = said[1] if said else None
    data = _readable(data, name)
    form = form or form_of(data, name, media)
    if form != "eml":
        return [Found(name, _call(data, name, form, year, venue, charset))]
    try:
        found = list(_of_mails(data, name, year, venue))
    except DataError as error:
        raise DataError(f"{name}: {error}", hint=error.hint) from None
    if len(found) == 1 and found[0].call is None:
        raise DataError(f"{name}: {found[0].refused}", hint=found[0].hint)
    return found


def form_of(data: bytes, name: str, media: str = "") -> str:
    """What a document is, by its name's end, else by what its server says (plain text says
    nothing), else by how it begins."""
    suffix = PurePosixPath(name.split("?")[0].split("#")[0]).suffix.lower()
    if suffix in _SUFFIXES and suffix not in {".txt", ".text"}:
        return _SUFFIXES[suffix]
    if said := _MEDIA.get(media.partition(";")[0].strip().lower()):
        return said
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return "ics"
    if head[:1] in {b"{", b"["} and re.match(rb"[{\[]\s*(?:[\"{\[\]}]|$)", head):
        return "json"
    if mail.is_mail(data):
        return "eml"
    return "txt" if suffix in {".txt", ".text"} else guess_form(data)


def _readable(data: bytes, name: str) -> bytes:
    """The bytes, of a PDF its text. Raises DataError for what is no text."""
    if not data.strip():
        raise DataError(f"{name}: it is empty")
    if len(data) > BYTES:
        raise DataError(
            f"{name}: it is larger than {BYTES // 2**20} MiB",
            hint="save the part that has the dates",
        )
    if data[:1024].lstrip().startswith(b"%PDF"):
        from confradar.formats.calls.pdf import text_of_pdf

        return text_of_pdf(data, name).encode()
    if what := next((what for sign, what in _SIGNS if data.startswith(sign)), None):
        raise DataError(
            f"{name}: this is {what}, not a call", hint="give the page, the mail or its text"
        )
    if data[:4096].count(0) > 8 and not is_wide(data):
        raise DataError(f"{name}: this is no text", hint="give the page, the mail or its text")
    return decode(data).encode() if is_wide(data) else data


def _of_mails(data: bytes, name: str, year: int | None, venue: str) -> Iterator[Found]:
    for message in mail.messages_of(data):
        where = name
        try:
            item = mail.mail_of(message)
            where = f"{name}: {item.subject}" if item.subject else name
            page = page_of(item.body, item.form, "utf-8")
            page = replace(page, title=item.subject or page.title)
            yield Found(
                where, _checked(read_page(page, year=year, venue=venue, told=item.sent), page, year)
            )
        except DataError as error:
            yield Found(where, None, str(error), error.hint)


def _call(
    data: bytes, name: str, form: str, year: int | None, venue: str, charset: str | None
) -> Call:
    try:
        if form == "json":
            document = _json(data)
            if openreview.is_openreview(document):
                return openreview.call_of(document, year=year, venue=venue)
            page = Page("", tuple(blocks_of_data(document)))
        elif form == "yaml":
            page = Page("", tuple(blocks_of_data(_yaml(data, name))))
        elif form == "ics":
            title, blocks = blocks_of_calendar(data)
            page = Page(title, tuple(blocks))
        else:
            page = page_of(data, form, charset)
        return _checked(read_page(page, year=year, venue=venue), page, year)
    except DataError as error:
        raise DataError(f"{name}: {error}", hint=error.hint) from None


def _checked(call: Call | None, page: Page, year: int | None) -> Call:
    """The call, where it has points. Raises DataError, saying why there are none."""
    texts = [block.text.text for block in page.blocks]
    days = sum(len(find_days(text)) for text in texts)
    if sum(len(_GLUED.findall(text)) for text in texts) > 2:
        raise DataError(
            "its text runs together: dates and words cannot be told apart",
            hint="save the page itself, not its text",
        )
    if not days:
        whole = "\n".join(texts)
        if page.template:
            raise DataError(
                "it is a template that was not rendered: no dates",
                hint="give the page as the browser shows it",
            )
        if "<img" in whole or len(whole) < 200:
            raise DataError(
                "no dates found", hint="where the dates are a picture, they have to be typed"
            )
        raise DataError("no dates found", hint="give the page with the important dates")
    if call is None:
        raise DataError("it does not say for which year it is", hint="give --year")
    if len(call.years) > 1 and year is None:
        raise DataError(
            f"it has several editions ({', '.join(map(str, call.years))})", hint="give --year"
        )
    if not call.points:
        raise DataError(
            f"{days} date{'s' if days > 1 else ''}, but none that a call gives",
            hint="give the page with the important dates",
        )
    return call


def _json(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DataError(
            "it is not the JSON that its name or beginning says", hint="give --as"
        ) from None


def _yaml(data: bytes, name: str) -> object:
    from confradar import yamlfile

    try:
        return yamlfile.load(re.sub(r"(?m)\A---\s*$", "", yamlfile.decode(data, name)), name)
    except DataError as error:
        raise DataError(
            re.sub(
                rf"^{re.escape(name)}:\s*(\d+)?",
                lambda at: f"line {at[1]}" if at[1] else "",
                str(error),
            ),
            hint=error.hint,
        ) from None
