"""Bytes of a page or mail -> its text: the byte order mark, then what the server or the page declares, then UTF-8."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_HEAD = 4096
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
# What browsers do: these names are read as the Windows code page that contains them.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of `data`, without control characters and with `\\n` as line end; never fails.

    `charset` is what a mail's or server's header says. Bytes that are valid UTF-8 are read as that whatever is
    declared; a charset that is unknown or no text encoding counts as none; bytes without a meaning become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(data[len(mark) :].decode(encoding, "replace"))
    try:
        return _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
        named = _codec(charset) or _codec(declared.group(1).decode("ascii", "replace") if declared else None)
        return _clean(data.decode(named or "cp1252", "replace"))


def _codec(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name or "")
        b"\xff".decode(found.name, "replace")  # a codec that makes no text of bytes, such as hex, or breaks on any, says so
    except (LookupError, ValueError):
        return None
    return None if found.name.startswith("utf") else _WIDER.get(found.name, found.name)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
