"""Files that are not what they claim: every reader refuses them with a word, and fails on
nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.errors import DataError
from confradar.formats.lists import aideadlines, ccfddl, ccfddl_companions, hf
from confradar.formats.lists.reading import Reading

READERS: list[Callable[[bytes], Any]] = [
    ccfddl.read,
    hf.read,
    aideadlines.read,
    ccfddl_companions.read_acceptance,
]
LAUGHS = b"a: &a [x, x]\n" + b"".join(
    f"b{n}: &b{n} [*{'a' if not n else f'b{n - 1}'}, *a]\n".encode() for n in range(1000)
)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"<!DOCTYPE html><html><title>404</title></html>", "web page"),
        (b"\n  <HTML>", "web page"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("- title: Zürich".encode("latin-1"), "not UTF-8"),
        (b"just words", "expected a list"),
        (b"a: 1", "expected a list"),
        (b"# only a comment", "expected a list"),
        (LAUGHS, "anchor"),
        (b"[" * 100_000, "nested deeper"),
        (b"- {title: A\n- b", "not valid YAML"),
        (b"- title: \x00", "control character|not valid YAML"),
        (b"- a: 1\n---\n- b: 2", "second document"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_the_format_is_refused(
    read: Callable[[bytes], Any], data: bytes, says: str
) -> None:
    with pytest.raises(DataError, match=says) as caught:
        read(data)
    assert "\x00" not in str(caught.value)


@pytest.mark.parametrize("list_", ["{}", "conferences:\n{}"], ids=["a list", "a list in a mapping"])
@pytest.mark.parametrize(
    ("form", "good"),
    [
        (
            ccfddl.read,
            "{title: GOOD%d, sub: AI, confs: [{year: 2027, timeline: [{deadline: '2027-01-05 "
            "23:59:59'}]}]}",
        ),
        (
            aideadlines.read,
            "{title: GOOD%d, year: 2027, deadline: '2027-01-05 23:59', timezone: AoE}",
        ),
        (
            hf.read,
            "{title: GOOD%d, year: 2027, deadlines: [{type: paper, date: '2027-01-05', "
            "timezone: AoE}]}",
        ),
    ],
    ids=["ccfddl", "aideadlines", "hf"],
)
@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("!!python/object/apply:os.system ['true']", "a tag"),
        (
            "{title: BAD, year: 2027, place: &home Oslo, deadline: '2027-01-01'}",
            "an anchor (&home)",
        ),
        (
            "&base {title: BAD, year: 2027, confs: [{year: 2027, timeline: [[{x: [1, {y: 2}]}]]}]}",
            "an anchor (&base)",
        ),
        ("{title: BAD, <<: *base, note: [a, [b, {c: d}]]}", "an alias"),
        ("*base", "an alias"),
        ("{title: BAD, year: 2027, title: WORSE}", "stands twice"),
        ("{title: BAD, ? [a, b] : c}", "a key must be plain text"),
    ],
)
def test_a_record_that_breaks_a_rule_is_reported_and_the_others_are_read(
    list_: str, form: Callable[[bytes], Reading], good: str, bad: str, why: str
) -> None:
    records = [good % 1, bad, good % 2, bad, good % 3]
    found = form(list_.format("".join(f"- {record}\n" for record in records)).encode())
    assert [venue.acronym for venue in found.venues] == ["GOOD1", "GOOD2", "GOOD3"]
    assert all(len(venue.editions[0].deadlines) == 1 for venue in found.venues)
    first = 2 if list_ == "{}" else 3
    assert [(item.line, why in item.reason) for item in found.unread] == [
        (first, True),
        (first + 2, True),
    ]


@pytest.mark.parametrize("read", [ccfddl.read, aideadlines.read, hf.read])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a calendar"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "a feed"),
        (
            b'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"/>',
            "a feed",
        ),
        (b"<urlset><url/></urlset>", "XML"),
        (b"<!-- saved -->\n<html><body>", "XML|web page"),
        (b"PK\x03\x04rest", "archive is damaged"),
        (b"BZh91AY&SY", "a .bz2"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"schema: 1\nvenues:\n  - {id: a, name: A}\n", "a catalogue of confradar"),
    ],
)
def test_what_is_something_else_is_named(
    read: Callable[[bytes], Reading], data: bytes, says: str
) -> None:
    with pytest.raises(DataError, match=says):
        read(data)


SERIES = (
    "- {title: A, sub: AI, confs: [{year: 2027, timeline: [{deadline: '2027-01-05 23:59:59'}], "
    "timezone: AoE}]}\n"
)
FLAT = "- {title: A, year: 2027, deadline: '2027-01-05 23:59', timezone: AoE}\n"
TYPED = (
    "- {title: A, year: 2027, deadlines: [{type: paper, date: '2027-01-05 23:59', timezone: "
    "AoE}]}\n"
)


@pytest.mark.parametrize(
    ("read", "text", "likely"),
    [
        (ccfddl.read, FLAT, "aideadlines"),
        (ccfddl.read, TYPED * 3, "hf"),
        (
            ccfddl.read,
            json.dumps([{"title": "A", "year": 2027, "deadline": "2027-01-05"}]),
            "aideadlines",
        ),
        (aideadlines.read, SERIES, "ccfddl"),
        (hf.read, SERIES * 2 + FLAT, "ccfddl"),
    ],
)
def test_a_list_of_another_format_is_refused_and_the_likely_one_named(
    read: Callable[[bytes], Reading], text: str, likely: str
) -> None:
    with pytest.raises(DataError, match=f"it looks like {likely}") as caught:
        read(text.encode())
    assert f"--format {likely}" in (caught.value.hint or "")


_JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=6),
    st.sampled_from(["TBD", "2026-01-01", "2026-02-30", "AoE", "CST", "May 3-5", "javascript:x",
        "Round 0", "commitment deadline: 2026-99-99", "%y-02-28", "A\x1b[31m"]),
    st.just([]),
    st.just({}),
    st.just([{}]),
    st.just([[1]]),
    st.just({"a": {"b": 1}}),
)  # fmt: skip


def _records(*keys: str, **likely: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    given_ = {key: st.one_of(value, value, _JUNK) for key, value in likely.items()}
    return st.one_of(st.fixed_dictionaries(given_, optional=dict.fromkeys(keys, _JUNK)), _JUNK)


_YEAR, _TITLE = st.sampled_from([2026, 2027]), st.sampled_from(["A", "B"])
_DAY = st.sampled_from(["2026-01-02 10:00:00", "2026-01-02", "TBD"])
_CCF = _records(
    "description", "sub", "rank", "dblp",
    title=_TITLE,
    confs=st.lists(
        _records("id", "link", "timezone", "date", "place", year=_YEAR,
            timeline=st.lists(_records("abstract_deadline", "comment", "x", deadline=_DAY),
                max_size=3)),
        max_size=3,
    ),
)  # fmt: skip
_HF = _records(
    "id", "full_name", "link", "date", "start", "end", "tags", "city", "country", "venue",
    "rankings", "hindex", "timezone", "abstract_deadline",
    title=_TITLE, year=_YEAR, deadlines=st.lists(_records("type", "label", "timezone", "deadline",
        date=_DAY), max_size=3),
)  # fmt: skip
_SINGLE = _records(
    "id", "full_name", "link", "date", "start", "end", "sub", "tags", "place", "hindex", "note",
    "timezone", "abstract_deadline",
    title=_TITLE, year=_YEAR, deadline=st.one_of(_DAY, st.lists(_DAY, max_size=3)),
)  # fmt: skip
_RATES = _records(
    title=_TITLE,
    accept_rates=st.lists(
        _records("submitted", "accepted", "rate", "source", year=_YEAR), max_size=2
    ),
)


@pytest.mark.parametrize(
    ("read", "records"),
    [
        (ccfddl.read, _CCF),
        (hf.read, _HF),
        (aideadlines.read, _SINGLE),
        (ccfddl_companions.read_acceptance, _RATES),
    ],
)
def test_wrong_types_anywhere_are_reported_or_refused_and_never_a_failure(
    read: Callable[[bytes], Any], records: st.SearchStrategy[Any]
) -> None:
    @given(st.lists(records, max_size=3))
    def try_one(document: list[Any]) -> None:
        try:
            found = read(json.dumps(document).encode())
        except DataError as error:
            assert str(error)
            return
        reading: Reading = found[1] if isinstance(found, tuple) else found
        assert all(item.record and item.reason for item in reading.unread)
        if document and not reading.venues and not isinstance(found, tuple):
            assert reading.unread, "what gave no venue was reported"

    try_one()


@given(st.binary(max_size=80))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    for read in (*READERS, ccfddl_companions.read_revisions):
        for prefix in (b"", b"\x1f\x8b"):
            try:
                read(prefix + data)
            except DataError as error:
                assert str(error)
