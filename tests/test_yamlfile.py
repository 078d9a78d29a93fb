"""The strict YAML reader: plain data with lines, and nothing that a catalogue has no use for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar import yaml_reader, yamlfile
from confradar.errors import DataError
from confradar.yaml_nodes import locate


def load(text: str) -> Any:
    return yamlfile.load(text, "file.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-05-06", "2026-05-06"),
        ("2026-05-06 23:59:59", "2026-05-06 23:59:59"),
        ("12:30:45", "12:30:45"),
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("1_000", "1_000"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("017", "017"),
        ("1e5", "1e5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("<<", "<<"),
        ("=", "="),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.25", 0.25),
        ("'12'", "12"),
        ('"true"', "true"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("海口", "海口"),
    ],
)
def test_scalars_follow_the_yaml_1_2_core_and_dates_stay_text(text: str, value: object) -> None:
    found = load(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_every_key_and_item_knows_its_line() -> None:
    data = load("# comment\nvenues:\n  - id: a\n    topics: [x,\n      y]\n\n  - id: b\n")
    assert data.lines["venues"] == ("file.yaml", 2)
    assert [line for _, line in data["venues"].lines] == [3, 7]
    assert data["venues"][0].lines["topics"] == ("file.yaml", 4)
    assert locate(data, ("venues", 0, "topics", 1)) == ("file.yaml", 5)
    assert locate(data, ("venues", 1, "missing", "deeper")) == ("file.yaml", 7), (
        "the deepest part that exists"
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice"),
        ("a:\n  x: 1\n  x: 1\n", 3, "'x' stands twice"),
        ("a: &here 1\n", 1, "anchor"),
        ("a:\n  - &here {x: 1}\n", 2, "anchor"),
        ("&key a: 1\n", 1, "anchor"),
        ("a: 1\nb: *a\n", 2, "alias"),
        ("a: &a [1]\nb: {<<: *a}\n", 1, "anchor"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tag"),
        ("a: !!str 12\n", 1, "tag"),
        ("a: !local x\n", 1, "tag"),
        ("a: ! 12\n", 1, "tag"),
        ("!!binary a: 1\n", 1, "tag"),
        ("a: 1\n--- \nb: 2\n", 2, "second document"),
        ("? [a, b]\n: 1\n", 1, "key must be plain"),
        ("a: [1, 2\nb: 3\n", 2, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: 'open\n", 2, "not valid YAML"),
    ],
)
def test_refuses_with_file_and_line(text: str, line: int, says: str) -> None:
    with pytest.raises(DataError, match=says) as caught:
        load(text)
    assert str(caught.value).startswith(f"file.yaml:{line}: ")


@pytest.mark.parametrize(
    "head",
    [
        "!!map {a: 1}",
        "&a {a: 1}",
        "a: &list [1]",
        "a: !!seq [1]",
        "&k a: [1]",
        "a: [1]\na: [2]",
        "x: &y 1",
    ],
)
def test_stream_refuses_what_load_refuses(head: str) -> None:
    with pytest.raises(DataError, match=r"tag|anchor|twice"):
        list(yamlfile.stream(head, "file.yaml", "a"))


@pytest.mark.parametrize("text", ["a: \x00b", "a: \x1b[31mred", "a: \x07", "\x01", 'a: "\x08"'])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(DataError, match=r"file\.yaml"):
        load(text)


def test_depth_is_limited() -> None:
    assert load("[" * 25 + "]" * 25) is not None
    with pytest.raises(DataError, match="nested deeper"):
        load("[" * 100_000)
    with pytest.raises(DataError, match="nested deeper"):
        load("{a: " * 40 + "1" + "}" * 40)


def test_the_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 100)
    with pytest.raises(DataError, match="more than 100 values"):
        load(f"a: [{'1, ' * 200}]")
    records = "a:\n" + "  - [1, 2, 3]\n" * 200
    assert len(list(yamlfile.stream(records, "file.yaml", "a"))) == 200, (
        "the limit of a streamed list is one of each record"
    )


def test_the_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "MAX_BYTES", 10)
    with pytest.raises(DataError, match="larger than"):
        yamlfile.decode(b"x" * 11, "file.yaml")


def test_a_file_must_be_utf8_and_the_error_names_the_line() -> None:
    assert yamlfile.decode(b"\xef\xbb\xbfa: 1", "f") == "a: 1", "a byte order mark is not text"
    with pytest.raises(DataError, match=r"^f:3: not UTF-8"):
        yamlfile.decode("a: 1\nb: 2\nc: München".encode("latin-1"), "f")


def test_stream_gives_the_records_one_by_one_and_the_other_keys_whole() -> None:
    text = "schema: 1\nvenues:\n  - id: a\n  - id: b\nlast: [x]\n"
    found = list(yamlfile.stream(text, "f", "venues"))
    assert found == [
        ("schema", 1),
        ("venues", {"id": "a"}),
        ("venues", {"id": "b"}),
        ("last", ["x"]),
    ]
    assert list(yamlfile.stream("", "f", "venues")) == []
    with pytest.raises(DataError, match="expected a mapping"):
        list(yamlfile.stream("- a\n", "f", "venues"))


def test_stream_reads_no_further_than_asked() -> None:
    records = yamlfile.stream("venues:\n  - id: a\n  - id: [broken\n", "f", "venues")
    assert next(records) == ("venues", {"id": "a"})
    with pytest.raises(DataError):
        next(records)


@given(st.text(alphabet="{}[]:,-&*!|>'\"#%@?<~ \n\tab1\x00\x85\ufeff\u2028é", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    for read in (load, lambda text: list(yamlfile.stream(text, "f", "a"))):
        try:
            read(text)
        except DataError as error:
            assert str(error).strip()


_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])),
)


@given(
    st.recursive(
        _SCALARS,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_json_is_read_as_itself(value: Any) -> None:
    import json

    assert load(json.dumps({"value": value})) == {"value": value}
