"""Mails -> pages: one message or an mbox of several, each with the text that its sender meant to be
read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from confradar.errors import DataError
from confradar.formats.lazy_pattern import lazy

if TYPE_CHECKING:
    from email.message import Message

PARTS = 300
HEAD = 200_000
_LONG = 1000
MESSAGES = 2000
_MBOX = lazy(rb"^From \S+.*\d\d:\d\d.*\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
_HEADER = lazy(rb"\A(?:From \S.*\n)?(?:(?:[A-Za-z][A-Za-z0-9-]*):[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_KNOWN = lazy(
    rb"^(?:from|to|date|subject|message-id|received|mime-version|return-path|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Mail:
    """A message: its subject, the day on which it was sent (None where it does not say), its text
    and whether that is `html` or `txt`."""

    subject: str
    sent: date | None
    body: bytes
    form: str


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a mail or an mbox does."""
    head = data[:20000].replace(b"\r\n", b"\n")
    found = _HEADER.match(head)
    return found is not None and len(_KNOWN.findall(found.group())) >= 2


def messages_of(data: bytes) -> Iterator[bytes]:
    """The messages of a mail or an mbox, as they came. Raises DataError for more than any reader's
    box of calls has."""
    starts = [match.start() for match in _MBOX.finditer(data)]
    if not starts or starts[0] != 0:
        yield data
        return
    if len(starts) > MESSAGES:
        raise DataError(
            f"the mbox has {len(starts)} messages, and {MESSAGES} are read at the most",
            hint="give the calls alone",
        )
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        message = data[start:end]
        yield message[message.index(b"\n") + 1 :]


def mail_of(data: bytes) -> Mail:
    """One message. Raises DataError for one that is built to do harm."""
    import email
    from email.errors import MessageError

    head = re.split(rb"\r?\n\r?\n", data[: HEAD + 1], maxsplit=1)[0]
    if len(head) > HEAD or len(re.findall(rb"(?m)^--", data)) > PARTS * 10:
        raise DataError(
            "the mail has far more parts or headers than any call",
            hint="save its text and give that",
        )
    try:
        message = email.message_from_bytes(data)
        part = _text_part(message)
        body = part.get_payload(decode=True) if part is not None else b""
        charset = part.get_content_charset() if part is not None else None
        form = "html" if part is not None and part.get_content_subtype() == "html" else "txt"
    except (
        RecursionError,
        MessageError,
        ValueError,
        LookupError,
        AttributeError,
        IndexError,
        TypeError,
    ) as error:
        raise DataError(
            f"the mail cannot be read: {type(error).__name__}", hint="save its text and give that"
        ) from None
    from confradar.formats.calls.decoding import decode

    return Mail(
        _decoded(message.get("subject")),
        _sent(message.get("date")),
        decode(bytes(body or b""), charset).encode(),
        form,
    )


def _text_part(message: Message) -> Message | None:
    """The part to read: the plain text where it says a date, else the HTML."""
    found: dict[str, Message] = {}
    for seen, part in enumerate(message.walk()):
        if seen > PARTS:
            raise DataError(
                f"the mail has more than {PARTS} parts", hint="save its text and give that"
            )
        if (
            part.get_content_type() in {"text/plain", "text/html"}
            and part.get_content_disposition() != "attachment"
        ):
            found.setdefault(part.get_content_subtype(), part)
    plain = found.get("plain")
    if plain is not None and (
        "html" not in found or re.search(rb"\d", bytes(plain.get_payload(decode=True) or b""))
    ):
        return plain
    return found.get("html", plain)


def _decoded(value: object) -> str:
    """A header's text; of a very long one its beginning."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    text = " ".join(str(value or "")[:_LONG].split())
    try:
        return " ".join(str(make_header(decode_header(text))).split())
    except (HeaderParseError, LookupError, ValueError):
        return text


def _sent(value: object) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(value or "")[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
