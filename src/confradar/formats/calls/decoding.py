"""Bytes of a page or mail -> its text: the byte order mark, UTF-8, what the server says, what the
page says, then what gives dates."""

from __future__ import annotations

import codecs
import re

from confradar.formats.lazy_pattern import lazy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = lazy(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.I,
)
_HEAD = 4096
_WIDE = 400
_ASIAN = ("cp932", "euc_jp", "gb18030", "cp949", "big5")
_ASIAN_DATE = lazy("\\d\\s?[年月日号號년월일]")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
# What browsers do: these names are read as the Windows code page that contains them.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of `data`, without control characters and with `\\n` as line end; never fails.

    `charset` is what a mail's or server's header says; a page's own declaration comes after it.
    Bytes that are valid UTF-8
    are read as that whatever is declared; a charset that is unknown or no text encoding counts as
    none. Where none is
    declared, it is the one of East Asia in which the bytes have dates, else Windows-1252; bytes
    without a meaning become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(data[len(mark) :].decode(encoding, "replace"))
    if wide := _wide(data):
        return _clean(data.decode(wide, "replace"))
    try:
        return _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
        named = _codec(charset) or _codec(
            declared.group(1).decode("ascii", "replace") if declared else None
        )
        return _clean(data.decode(named or _guessed(data), "replace"))


def is_wide(data: bytes) -> bool:
    """Whether bytes are text of two or four bytes a letter, and their zeros no sign of a program or
    a picture."""
    return data.startswith(tuple(mark for mark, _ in _MARKS[1:])) or bool(_wide(data))


def _wide(data: bytes) -> str:
    """UTF-16 without its mark, in which every other byte of Western text is zero; empty where it is
    not."""
    head = data[:_WIDE]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[at::2], head[1 - at :: 2]
        if len(head) > 8 and zeros.count(0) > 0.9 * len(zeros) and not others.count(0):
            return encoding
    return ""


def _guessed(data: bytes) -> str:
    """The encoding in which undeclared bytes have the most dates of East Asia; Windows-1252 where
    none has any."""
    best, most = "cp1252", 0
    for encoding in _ASIAN:
        try:
            found = len(_ASIAN_DATE.findall(data.decode(encoding)))
        except UnicodeDecodeError:
            continue
        if found > most:
            best, most = encoding, found
    return best


def _codec(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name or "")
        b"\xff".decode(
            found.name, "replace"
        )  # a codec that makes no text of bytes, such as hex, or breaks on any, says so
        if b"<meta 09".decode(found.name, "replace") != "<meta 09":
            return None  # no page in it could have said so
    except (LookupError, ValueError):
        return None
    return None if found.name.startswith("utf") else _WIDER.get(found.name, found.name)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
